import type { stats as source } from '../en/stats.ts'
import type { Translated } from '../translated.ts'

export const stats: Translated<typeof source> = {
  'stats.title': 'Chiffres de « {name} »',
  'stats.back': 'Toutes mes vidéos',
  'stats.watch': 'La regarder',
  'stats.edit': 'La modifier',
  'stats.period': 'Depuis quand',
  'stats.ever': 'Depuis sa parution',
  'stats.days': 'Les {days} derniers jours',
  'stats.nothing': 'Personne n’a regardé pendant ce temps.',
  'stats.highest': 'Maximum : {value}',
  'stats.table': 'La même chose en tableau',
  'stats.date': 'Date',
  'stats.moment': 'Moment',
  'stats.views': 'Vues',
  'stats.viewers': 'Spectateurs',
  'stats.viewers.plot': 'Spectateurs au fil du temps, {highest} au plus',
  'stats.watchTime': 'Temps regardé',
  'stats.watchTime.plot': 'Temps regardé au fil du temps, {highest} au plus',
  'stats.retention': 'Qui regarde quel moment',
  'stats.retention.plot': 'Part des spectateurs qui ont regardé chaque moment de la vidéo, {highest} au plus',
  'stats.average': 'Temps regardé par chacun',
  'stats.peak': 'Spectateurs en même temps, au plus',
  'stats.private':
    'On ne demande à personne qui il est ni où il se trouve : les chiffres comptent des visites, pas des personnes.',
  'stats.peakAt': { one: '{count}, le {date}', other: '{count}, le {date}' }
}
