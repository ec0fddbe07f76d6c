/** With whom a process has connections, as Linux tells it under /proc (proc(5)). */
import { readdir, readFile, readlink } from 'node:fs/promises'

/** Addresses of the other ends, in /proc's hexadecimal words; those of sockets that only listen are left out. */
export async function remoteAddresses(pid: number): Promise<string[]> {
  const links = await Promise.all(
    (await readdir(`/proc/${pid}/fd`)).map(fd => readlink(`/proc/${pid}/fd/${fd}`).catch(() => ''))
  )
  const inodes = new Set(links.flatMap(link => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []))
  const tables = ['tcp', 'tcp6', 'udp', 'udp6'].map(name =>
    readFile(`/proc/${pid}/net/${name}`, 'utf8').catch(() => '')
  )
  const lines = (await Promise.all(tables)).flatMap(table => table.split('\n').slice(1))
  return lines
    .map(line => line.trim().split(/\s+/))
    .filter(fields => inodes.has(fields[9] ?? ''))
    .map(fields => fields[2]!.split(':')[0]!)
    .filter(address => !/^0+$/.test(address))
}

/** 127.0.0.1, the same in IPv6's clothes, and ::1. */
export const LOOPBACK = ['0100007F', '0000000000000000FFFF00000100007F', '00000000000000000000000001000000']
