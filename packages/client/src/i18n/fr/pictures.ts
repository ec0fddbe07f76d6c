import type { pictures as source } from '../en/pictures.ts'
import type { Translated } from '../translated.ts'

export const pictures: Translated<typeof source> = {
  'pictures.title': 'Logo et bannière',
  'pictures.intro':
    'Ce qui représente ce serveur : sur ses pages, sur les téléphones, dans les liens et sur les autres serveurs.',
  'pictures.logo': 'Logo',
  'pictures.logoText': 'À côté du nom sur chaque page, et là où quelqu’un garde ce site sur son écran.',
  'pictures.banner': 'Bannière',
  'pictures.bannerText': 'En haut de la page qui présente ce serveur, et sur les autres serveurs.',
  'picture.avatar': 'Nouvelle image',
  'picture.avatar.hint': 'PNG, JPEG, GIF ou WebP, 8 Mo au plus. Elle est recadrée en carré.',
  'picture.avatar.send': 'Utiliser cette image',
  'picture.avatar.remove': 'Retirer l’image',
  'picture.banner': 'Nouvelle bannière',
  'picture.banner.hint':
    'PNG, JPEG, GIF ou WebP, 8 Mo au plus, de préférence six fois plus large que haute : 1920 sur 317 par exemple.',
  'picture.banner.send': 'Utiliser cette bannière',
  'picture.banner.remove': 'Retirer la bannière',
  'picture.fault': 'Ce fichier n’a pas été accepté. Choisissez une image PNG, JPEG, GIF ou WebP de 8 Mo au plus.'
}
