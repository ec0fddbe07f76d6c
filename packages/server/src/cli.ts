/** Prints the settings: for reading, or with `--env-example` as a file to fill in. */
import { loadEnvFile } from 'node:process'
import { describeSettings, envExample } from './app/config-description.ts'

try {
  loadEnvFile()
} catch (error) {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
}
const text = process.argv.includes('--env-example') ? envExample() : describeSettings(process.env)
process.stdout.write(text)
