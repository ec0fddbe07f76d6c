/** Running other programs, and speaking with whoever sits at the terminal. */
import { spawn, spawnSync } from 'node:child_process'

/** @param {string} text */
export function say(text) {
  console.log(text)
}

/**
 * One plain sentence, then the end.
 * @param {string} sentence
 * @returns {never}
 */
export function giveUp(sentence) {
  console.error(sentence)
  process.exit(1)
}

/**
 * Runs a program to its end with its output on the terminal.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 * @returns {boolean} Whether it ended well.
 */
export function runs(command, args, options = {}) {
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options }).status === 0
}

/**
 * The same without its output, for asking something.
 * @param {string} command
 * @param {readonly string[]} [args]
 */
export function answers(command, args = ['--version']) {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0
}

/**
 * Becomes another program as nearly as Node can: signals go through, and its end is ours.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function become(command, args, options = {}) {
  const child = spawn(command, args, { stdio: 'inherit', ...options })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal))
  child.on('error', error => giveUp(`${command} cannot be started: ${error.message}`))
  child.on('exit', (status, signal) => process.exit(status ?? (signal ? 1 : 0)))
}
