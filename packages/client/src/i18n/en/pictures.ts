/** Choosing the picture and the banner of an account or a channel. */
export const pictures = {
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
