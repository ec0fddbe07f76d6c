/** Choosing the picture and the banner of an account or a channel. */
export const pictures = {
  'pictures.title': 'Logo and banner',
  'pictures.intro': 'What stands for this server: on its pages, on telephones, in links and on other servers.',
  'pictures.logo': 'Logo',
  'pictures.logoText': 'Beside the name on every page, and where somebody keeps this site on their screen.',
  'pictures.banner': 'Banner',
  'pictures.bannerText': 'On top of the page about this server, and on other servers.',
  'picture.avatar': 'New picture',
  'picture.avatar.hint': 'PNG, JPEG, GIF or WebP, up to 8 MB. It is cut to a square.',
  'picture.avatar.send': 'Use this picture',
  'picture.avatar.remove': 'Remove the picture',
  'picture.banner': 'New banner',
  'picture.banner.hint': 'PNG, JPEG, GIF or WebP, up to 8 MB, best six times as wide as high, such as 1920 by 317.',
  'picture.banner.send': 'Use this banner',
  'picture.banner.remove': 'Remove the banner',
  'picture.fault': 'This file was not taken. Choose a PNG, JPEG, GIF or WebP picture of at most 8 MB.'
}
