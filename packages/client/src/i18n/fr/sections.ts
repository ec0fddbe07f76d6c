export const sections = {
  'section.library': 'Mon espace',
  'section.admin': 'Administration',
  'section.studio': 'Mes vidéos',
  'section.account': 'Mon compte',
  'section.watching': 'Ce que je regarde',
  'section.server': 'Le serveur',
  'section.network': 'Autres serveurs'
}
