import type { config as source } from '../en/config.ts'
import type { Translated } from '../translated.ts'

export const config: Translated<typeof source> = {
  'config.title': 'Réglages',
  'config.intro':
    'Rien ne change avant que vous ayez vu ce qui en découle : « Vérifier » le montre, « Enregistrer » le fait.',
  'config.sections': 'Parties des réglages',
  'config.section.identity': 'Qui nous sommes',
  'config.section.texts': 'Textes',
  'config.section.look': 'Couleurs',
  'config.section.homepage': 'Page d’accueil',
  'config.section.registration': 'Nouveaux comptes',
  'config.section.members': 'Membres',
  'config.section.videos': 'Vidéos et commentaires',
  'config.section.transcoding': 'Qualités',
  'config.section.network': 'Autres serveurs',
  'config.section.sharing': 'Partage entre spectateurs',
  'config.section.message': 'Message à tous',
  'config.check': 'Vérifier',
  'config.checkText': 'Rien n’est encore enregistré.',
  'config.review': { one: 'Voici ce qui va changer', other: 'Voici les {count} choses qui vont changer' },
  'config.before': 'Maintenant',
  'config.after': 'Ensuite',
  'config.preview': 'Tel que les visiteurs le verront',
  'config.save': 'Enregistrer',
  'config.edit': 'Modifier encore',
  'config.leave': 'Tout laisser tel quel',
  'config.on': 'Oui',
  'config.off': 'Non',
  'config.nothing': 'Rien',
  'config.unlimited': 'Sans limite',
  'config.gigabytes': '{size} Go',
  'config.faulty': 'Quelque chose ne va pas encore. Voyez ci-dessous ; ce que vous avez écrit est gardé.',
  'config.fault.line': 'Écrivez quelque chose de pas trop long ; une adresse a besoin de son @.',
  'config.fault.long': 'Ce texte est trop long. Raccourcissez-le.',
  'config.fault.colour': 'Écrivez une couleur comme #9f4424, qui se détache du fond : voyez ci-dessous de combien.',
  'config.fault.ground':
    'Écrivez une couleur comme #f7f3ec, sur laquelle tout se lit : claire le jour, foncée la nuit. Voyez ci-dessous ce qu’il en est.',
  'config.fault.flag': 'Tout ne peut pas être ainsi : laissez au moins une taille activée.',
  'config.fault.number': 'Écrivez un nombre entier, au moins 1.',
  'config.fault.limit': 'Écrivez un nombre entier, ou rien pour ne pas limiter.',
  'config.fault.size': 'Écrivez un nombre de gigaoctets, ou rien pour ne pas limiter.',
  'config.fault.languages':
    'L’une d’elles n’est pas connue ici. Écrivez leurs noms, séparés par des virgules : français, anglais.',
  'config.fault.choice': 'Ce choix n’est pas possible ici. Choisissez-en un autre.',
  'config.instance.name': 'Nom',
  'config.instance.name.why': 'Il figure en haut de chaque page et dans chaque lien partagé.',
  'config.instance.shortDescription': 'En une phrase',
  'config.instance.shortDescription.why': 'Montrée là où le serveur est cité : recherches, aperçus, annuaires.',
  'config.instance.description': 'Qui nous sommes',
  'config.instance.description.why': 'Ouvre la page « À propos ». Le Markdown est permis.',
  'config.instance.languages': 'Langues',
  'config.instance.languages.why':
    'Celles que lit votre équipe, séparées par des virgules : français, anglais. Rien veut dire toutes.',
  'config.admin.email': 'Adresse pour les messages',
  'config.admin.email.why':
    'Les messages du formulaire de contact et les alertes du serveur y arrivent. Elle n’est pas publiée.',
  'config.contactForm.enabled': 'Les visiteurs peuvent vous écrire',
  'config.contactForm.enabled.why':
    'Un formulaire sur la page « À propos » ; il faut que le serveur puisse envoyer des courriels.',
  'config.instance.administrator': 'Qui s’en occupe',
  'config.instance.administrator.why':
    'Montré sur la page « À propos » ; vide, son titre n’apparaît pas. Le Markdown est permis.',
  'config.instance.creationReason': 'Pourquoi ce serveur',
  'config.instance.creationReason.why':
    'Montré sur la page « À propos » ; vide, son titre n’apparaît pas. Le Markdown est permis.',
  'config.instance.codeOfConduct': 'Règles de conduite',
  'config.instance.codeOfConduct.why':
    'Montré sur la page « À propos » ; vide, son titre n’apparaît pas. Le Markdown est permis.',
  'config.instance.moderationInformation': 'Comment il est modéré',
  'config.instance.moderationInformation.why':
    'Montré sur la page « À propos » ; vide, son titre n’apparaît pas. Le Markdown est permis.',
  'config.instance.maintenanceLifetime': 'Combien de temps il sera maintenu',
  'config.instance.maintenanceLifetime.why':
    'Montré sur la page « À propos » ; vide, son titre n’apparaît pas. Le Markdown est permis.',
  'config.instance.businessModel': 'Comment il est financé',
  'config.instance.businessModel.why':
    'Montré sur la page « À propos » ; vide, son titre n’apparaît pas. Le Markdown est permis.',
  'config.instance.hardwareInformation': 'Où il est hébergé et sauvegardé',
  'config.instance.hardwareInformation.why':
    'Montré sur la page « À propos » ; vide, son titre n’apparaît pas. Le Markdown est permis.',
  'config.instance.terms': 'Conditions d’utilisation',
  'config.instance.terms.why':
    'Qui crée un compte les accepte ; montrées aussi sur la page « À propos ». Le Markdown est permis.',
  'config.look.accent': 'Couleur des liens et des boutons, le jour',
  'config.look.accent.why':
    'Comme #9f4424, par exemple : tout sélecteur de couleurs l’écrit ainsi. Une couleur foncée, pour se lire sur fond clair. Vide : celle de Colombier.',
  'config.look.accentDark': 'Couleur des liens et des boutons, la nuit',
  'config.look.accentDark.why':
    'Pour les appareils réglés sur le mode sombre. Une couleur claire, pour se lire sur fond foncé. Vide : celle de Colombier.',
  'config.look.ground': 'Couleur du fond des pages, le jour',
  'config.look.ground.why':
    'Comme #ffffff. Une couleur claire : les surfaces posées dessus et les traits qui les séparent en découlent. Vide : celle de Colombier.',
  'config.look.groundDark': 'Couleur du fond des pages, la nuit',
  'config.look.groundDark.why':
    'Pour les appareils réglés sur le mode sombre. Une couleur foncée, comme #000000. Vide : celle de Colombier.',
  'config.look.text': 'Couleur du texte, le jour',
  'config.look.text.why': 'Une couleur foncée ; le texte secondaire en découle. Vide : celle de Colombier.',
  'config.look.textDark': 'Couleur du texte, la nuit',
  'config.look.textDark.why': 'Une couleur claire ; le texte secondaire en découle. Vide : celle de Colombier.',
  'config.theme.day': 'Le jour',
  'config.theme.night': 'La nuit',
  'config.colourOwn': 'celle de Colombier',
  'config.contrast.groundEnough':
    'Tout ce qui est dessus se lit bien : un contraste de {ratio}:1 au moins, pour 4,5:1 requis.',
  'config.contrast.groundLow':
    'D’autres couleurs se lisent mal dessus : un contraste de {ratio}:1 seulement, pour 4,5:1 requis.',
  'config.contrast.enough': 'Se lit bien : un contraste de {ratio}:1 au moins, pour 4,5:1 requis.',
  'config.contrast.low': 'Se lit mal : un contraste de {ratio}:1 seulement, pour 4,5:1 requis.',
  'config.homepage': 'Texte de la page d’accueil',
  'config.homepage.why':
    'Placé au-dessus des vidéos récentes. Vide, les vidéos viennent d’abord. Le Markdown est permis.',
  'config.signup.enabled': 'Les visiteurs peuvent créer un compte',
  'config.signup.enabled.why': 'Non : seuls les administrateurs créent des comptes. Les comptes existants restent.',
  'config.signup.requiresApproval': 'Quelqu’un de l’équipe donne d’abord son accord',
  'config.signup.requiresApproval.why':
    'Protège du spam ; chaque demande attend dans la vue d’ensemble jusqu’à sa réponse.',
  'config.signup.requiresEmailVerification': 'L’adresse électronique est vérifiée',
  'config.signup.requiresEmailVerification.why':
    'Personne ne se connecte avant d’avoir ouvert un lien reçu par courriel. Il faut que le serveur puisse en envoyer.',
  'config.signup.minimumAge': 'Âge minimum',
  'config.signup.minimumAge.why': 'Les nouveaux membres confirment l’avoir ; ce n’est pas vérifié.',
  'config.signup.limit': 'Nombre maximal de membres',
  'config.signup.limit.why': 'Une fois atteint, les inscriptions se ferment d’elles-mêmes. Rien veut dire sans limite.',
  'config.user.videoQuota': 'Place pour chaque nouveau membre, en gigaoctets',
  'config.user.videoQuota.why':
    'Une heure de vidéo prend environ 2 à 4 Go avec toutes ses tailles. Rien veut dire sans limite. Les membres actuels gardent la leur.',
  'config.user.videoQuotaDaily': 'Dont en un jour, en gigaoctets',
  'config.user.videoQuotaDaily.why':
    'Empêche une personne de remplir le serveur en une nuit. Rien veut dire sans limite.',
  'config.user.history.videos.enabled': 'L’historique de visionnage des membres est gardé',
  'config.user.history.videos.enabled.why':
    'Ils peuvent reprendre une vidéo où ils l’ont laissée. Chaque membre peut l’éteindre et l’effacer ; personne d’autre ne le voit.',
  'config.videoChannels.maxPerUser': 'Chaînes par membre',
  'config.videoChannels.maxPerUser.why': 'Les membres qui en ont plus les gardent.',
  'config.import.videos.http.enabled': 'Les vidéos peuvent venir d’autres sites',
  'config.import.videos.http.enabled.why':
    'Les membres donnent une adresse et ce serveur télécharge : cela use sa connexion et son disque.',
  'config.import.videos.torrent.enabled': 'Les vidéos peuvent venir d’un torrent',
  'config.import.videos.torrent.enabled.why':
    'Seulement si le torrent donne une adresse web de sa vidéo, comme ceux de PeerTube : aucun inconnu n’est sollicité.',
  'config.videoFile.update.enabled': 'Le fichier d’une vidéo peut être remplacé',
  'config.videoFile.update.enabled.why': 'L’adresse et les commentaires restent, le fichier change.',
  'config.export.users.enabled': 'Les membres peuvent emporter leurs données',
  'config.export.users.enabled.why':
    'Les archives prennent de la place sur le disque jusqu’à leur expiration, après deux jours.',
  'config.import.users.enabled': 'Les membres peuvent apporter une archive',
  'config.import.users.enabled.why': 'Leurs vidéos arrivent d’un autre serveur d’un coup, et comptent dans leur place.',
  'config.autoBlacklist.videos.ofUsers.enabled': 'Les nouvelles vidéos attendent un modérateur',
  'config.autoBlacklist.videos.ofUsers.enabled.why':
    'Personne ne les voit avant que quelqu’un de l’équipe les ait regardées. C’est du travail pour chaque vidéo.',
  'config.defaults.publish.commentsPolicy': 'Commentaires des nouvelles vidéos',
  'config.defaults.publish.commentsPolicy.why': 'Ce qui est proposé ; les auteurs peuvent choisir autrement.',
  'config.defaults.publish.commentsPolicy.1': 'Ouverts',
  'config.defaults.publish.commentsPolicy.2': 'Fermés',
  'config.defaults.publish.commentsPolicy.3': 'Après lecture par l’auteur',
  'config.defaults.publish.downloadEnabled': 'Les nouvelles vidéos sont téléchargeables',
  'config.defaults.publish.downloadEnabled.why': 'Ce qui est proposé ; les auteurs peuvent choisir autrement.',
  'config.instance.isNSFW': 'Ce serveur traite de contenus sensibles',
  'config.instance.isNSFW.why': 'Les autres serveurs et annuaires en sont informés, et peuvent l’écarter.',
  'config.instance.defaultNSFWPolicy': 'Les vidéos sensibles sont',
  'config.instance.defaultNSFWPolicy.why': 'Pour les visiteurs, et pour les membres qui n’ont pas choisi.',
  'config.instance.defaultNSFWPolicy.display': 'montrées comme les autres',
  'config.instance.defaultNSFWPolicy.warn': 'montrées avec un avertissement',
  'config.instance.defaultNSFWPolicy.blur': 'montrées floutées',
  'config.instance.defaultNSFWPolicy.do_not_list': 'absentes des listes',
  'config.trending.videos.algorithms.default': '« Tendances » veut dire',
  'config.trending.videos.algorithms.default.why': 'L’ordre de la page des tendances.',
  'config.trending.videos.algorithms.default.hot': 'dont on parle en ce moment',
  'config.trending.videos.algorithms.default.most-viewed': 'les plus vues',
  'config.trending.videos.algorithms.default.most-liked': 'les plus aimées',
  'config.transcoding.resolutions.144p': 'Produire le 144p',
  'config.transcoding.resolutions.144p.why':
    'Utile seulement sur les connexions les plus lentes. Ajoute environ 2 % de disque et de travail.',
  'config.transcoding.resolutions.240p': 'Produire le 240p',
  'config.transcoding.resolutions.240p.why':
    'Pour connexions lentes et vieux téléphones : environ 0,15 Go par heure de vidéo. Vaut pour les vidéos envoyées désormais.',
  'config.transcoding.resolutions.360p': 'Produire le 360p',
  'config.transcoding.resolutions.360p.why': 'Pour les téléphones : environ 0,25 Go par heure de vidéo.',
  'config.transcoding.resolutions.480p': 'Produire le 480p',
  'config.transcoding.resolutions.480p.why': 'Bien sur les petits écrans : environ 0,4 Go par heure de vidéo.',
  'config.transcoding.resolutions.720p': 'Produire le 720p',
  'config.transcoding.resolutions.720p.why':
    'Bien sur la plupart des écrans : environ 0,9 Go et une demi-heure à une heure de travail par heure de vidéo, sur deux cœurs.',
  'config.transcoding.resolutions.1080p': 'Produire le 1080p',
  'config.transcoding.resolutions.1080p.why':
    'Pour grands écrans : environ 1,8 Go et une à deux heures de travail par heure de vidéo, sur deux cœurs.',
  'config.transcoding.resolutions.1440p': 'Produire le 1440p',
  'config.transcoding.resolutions.1440p.why':
    'Peu d’écrans y gagnent : environ 3,2 Go et deux à quatre heures de travail par heure de vidéo, sur deux cœurs.',
  'config.transcoding.resolutions.2160p': 'Produire le 2160p',
  'config.transcoding.resolutions.2160p.why':
    'Très lourd : environ 7 Go et quatre à huit heures de travail par heure de vidéo, sur deux cœurs.',
  'config.transcoding.fps.max': 'Images par seconde, au plus',
  'config.transcoding.fps.max.why':
    'Les vidéos qui en ont plus sont allégées. 60 est plus fluide que 30 et pèse environ moitié plus.',
  'config.transcoding.originalFile.keep': 'Les fichiers envoyés sont gardés',
  'config.transcoding.originalFile.keep.why':
    'De meilleures tailles pourront être faites plus tard ; cela double souvent la place d’une vidéo.',
  'config.transcoding.remoteRunners.enabled': 'D’autres machines préparent les vidéos',
  'config.transcoding.remoteRunners.enabled.why':
    'Ce serveur n’en prépare alors plus lui-même : sans machine inscrite, les nouvelles vidéos attendent.',
  'config.followers.instance.enabled': 'D’autres serveurs peuvent suivre celui-ci',
  'config.followers.instance.enabled.why':
    'Ses vidéos publiques sont alors vues aussi par leurs membres. Non : les nouvelles demandes sont refusées.',
  'config.followers.instance.manualApproval': 'Vous donnez votre accord à chacun',
  'config.followers.instance.manualApproval.why': 'Les demandes attendent dans la vue d’ensemble.',
  'config.followings.instance.autoFollowBack.enabled': 'Suivre en retour qui suit ce serveur',
  'config.followings.instance.autoFollowBack.enabled.why':
    'Leurs vidéos apparaissent ici sans que vous les choisissiez : vous modérez alors ce que vous n’avez pas invité.',
  'config.search.remoteUri.users': 'Les membres peuvent chercher une adresse ailleurs',
  'config.search.remoteUri.users.why':
    'Collée dans la recherche, une vidéo ou une chaîne de n’importe quel serveur est récupérée et montrée.',
  'config.search.remoteUri.anonymous': 'Les visiteurs aussi',
  'config.search.remoteUri.anonymous.why': 'N’importe qui peut alors faire interroger d’autres serveurs par celui-ci.',
  'config.redundancy.acceptFrom': 'Les copies de nos vidéos sont crues de',
  'config.redundancy.acceptFrom.why':
    'Les serveurs qui détiennent une copie aident à diffuser. Ce qu’ils envoient est vérifié.',
  'config.redundancy.acceptFrom.nobody': 'personne',
  'config.redundancy.acceptFrom.followings': 'serveurs que nous suivons',
  'config.redundancy.acceptFrom.anybody': 'tout serveur',
  'config.p2p.consent': 'Les spectateurs se transmettent ce qu’ils regardent',
  'config.p2p.consent.why':
    'Cela ménage votre connexion. Qui participe laisse voir son adresse aux autres : demander est la voie honnête.',
  'config.p2p.consent.ask': 'chacun est d’abord interrogé',
  'config.p2p.consent.on': 'oui, sauf refus',
  'config.p2p.consent.off': 'jamais',
  'config.p2p.minimumViewers': 'À partir de combien de spectateurs',
  'config.p2p.minimumViewers.why': 'En dessous, le serveur envoie tout lui-même.',
  'config.tracker.enabled': 'Ce serveur les présente les uns aux autres',
  'config.tracker.enabled.why':
    'Non : pas de partage entre spectateurs, et les clients BitTorrent ne trouvent personne ici.',
  'config.seeding.enabled': 'Ce serveur donne aussi par BitTorrent',
  'config.seeding.enabled.why':
    'Ceux qui aident avec un client BitTorrent reçoivent de lui leur première copie ; cela use votre connexion.',
  'config.seeding.maxTorrents': 'Vidéos données ainsi à la fois',
  'config.seeding.maxTorrents.why': 'Chacune prend un peu de mémoire.',
  'config.broadcastMessage.enabled': 'Montrer un message',
  'config.broadcastMessage.enabled.why': 'Les applications de ce serveur le montrent à tous.',
  'config.broadcastMessage.message': 'Le message',
  'config.broadcastMessage.message.why': 'Court et utile : une maintenance, une réunion. Le Markdown est permis.',
  'config.broadcastMessage.level': 'Gravité',
  'config.broadcastMessage.level.why': 'Détermine son apparence.',
  'config.broadcastMessage.level.info': 'Nouvelle',
  'config.broadcastMessage.level.warning': 'Avertissement',
  'config.broadcastMessage.level.error': 'Panne',
  'config.broadcastMessage.dismissable': 'On peut le refermer',
  'config.broadcastMessage.dismissable.why': 'Non : il reste jusqu’à ce que vous le retiriez.',
  'setup.title': 'Premiers pas',
  'setup.intro':
    'Cinq courtes étapes. Vos réponses valent aussitôt et se changent plus tard dans les réglages ; vous pouvez vous arrêter et revenir.',
  'setup.progress': 'Étapes',
  'setup.done': { one: '{count} étape sur {of} faite', other: '{count} étapes sur {of} faites' },
  'setup.place': 'Étape {place} sur {of} : {step}',
  'setup.step.name': 'Nom',
  'setup.step.registration': 'Comptes',
  'setup.step.ladder': 'Qualités',
  'setup.step.privacy': 'Vie privée',
  'setup.step.follow': 'Premier abonnement',
  'setup.text.name': 'À quoi les gens reconnaîtront ce serveur.',
  'setup.text.registration': 'Qui peut venir, et de quelle place il dispose.',
  'setup.text.ladder':
    'Chaque vidéo est produite en plusieurs tailles, pour que chaque connexion et chaque écran ait la sienne. Plus de tailles coûtent plus de disque et de travail ; elles valent pour les vidéos envoyées désormais.',
  'setup.text.privacy':
    'Ce que l’on sait de qui regarde. Les journaux du serveur ne contiennent que des adresses raccourcies, quoi que vous choisissiez.',
  'setup.text.follow':
    'Suivez un serveur que vous aimez : ses vidéos publiques sont alors montrées à côté des vôtres, et la maison paraît moins vide. Laissez vide pour ne suivre personne.',
  'setup.next': 'Garder et continuer',
  'setup.finish': 'Terminer',
  'setup.skip': 'Passer cette étape',
  'setup.never': 'Tout passer, et ne plus montrer ces étapes'
}
