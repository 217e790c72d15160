# What the interface says in English. Russian and Kazakh have the same messages.
#
# A message is `place-words`; the views say `t.place.words`. Texts in braces are variables:
# a number is written as the language writes numbers, BYTES($size) is "6.2 MB", PERCENT($share) is "84%".
# After a message is added or its variables change: npm run messages

sync-now = Update now
sync-running = Updating…
sync-queued =
    { $count ->
        [one] { $count } page or picture
       *[other] { $count } pages and pictures
    } to come
sync-stop = Stop updating
sync-stopped = Update stopped
sync-stoppedHint = What had come is kept; the next update goes on with the rest.
sync-ended = Updated: { $brought }
sync-updated = Updated { $age }
sync-never = Not updated yet
sync-offline = No network
sync-offlineSince = No network since { $time }
sync-unanswered = No site answers
sync-offlineHint = Qazet goes on by itself when the network is back.
sync-complete =
    { $count ->
        [one] { $count } article
       *[other] { $count } articles
    } complete offline
sync-next = next check at { $time }
sync-brought =
    { $fresh ->
        [0] nothing new
        [one] { $fresh } new article
       *[other] { $fresh } new articles
    }
sync-demo = Demo: invented news
sync-last = Last full update: { $time }
sync-none = Not one source yet
sync-manual = Updating is left to you
sync-metered = Metered connection
sync-battery = The battery is being saved
sync-reach-everything = Everything is fetched as usual.
sync-reach-headlines = Only headlines come by themselves; texts and pictures wait.
sync-reach-nothing = Nothing is fetched until you ask.
sync-troubled =
    { $count ->
        [one] { $count } source needs
       *[other] { $count } sources need
    } you
sync-sources = Sources
sync-attention = Need you
sync-share = Answers without news (304)
sync-total = Received in all
sync-asks = Sites see Qazet as: { $agent }
sync-filter = Which sources
sync-filters-all = All
sync-filters-attention = Need you
sync-filters-moves = New address
sync-find = Find a source
sync-order = Order
sync-orders-folder = By folder
sync-orders-asked = Asked last
sync-orders-due = Due first
sync-orders-bytes = Most received
sync-noneFound = There is no such source
sync-allWell = No source needs you
sync-allWellHint = What fails for a while is asked again by itself.
sync-noMoves = No address has changed
sync-paces-chosen = as chosen
sync-paces-rhythm = publishes seldom
sync-paces-freshness = server’s word
sync-paces-own_interval = feed’s word
sync-paces-no_validators = sends all each time
sync-paces-skipped_hours = quiet hours
sync-paces-backoff = after a failure
sync-paces-retry_after = server’s word
sync-paces-connectivity = no network
sync-source = Source
sync-outcome = Outcome
sync-happened = What happened
sync-received = Received
sync-asked = Asked
sync-nextCheck = Next check
sync-status-fetched = Read
sync-status-not_modified = Nothing new
sync-status-skipped = Not due
sync-status-failed = Failed
sync-status-gone = Gone
sync-status-never = Not asked yet
sync-status-paused = Paused
sync-status-no_network = No network
sync-status-rest = Asked to wait

server-title = Qazet and this site
server-open = What happened with the site
server-about = Settings of the source
server-problems-connectivity = There was no network. The source is not to blame; it is asked when the network is back.
server-problems-dns = The site’s name was not found. Check the address; if it was right before, the site may be down or have moved.
server-problems-connect = The server does not answer. It is asked again later.
server-problems-tls = The connection is not safe. Check this computer’s date; if it is right, tell the site’s owner.
server-problems-timeout = The server did not answer in time. It is asked again later.
server-problems-redirect = The site redirects to where Qazet does not go. Open the address in a browser and add the one it ends at.
server-problems-address = Qazet does not go to this address.
server-problems-login = The site asks for a login.
server-problems-status = The server gave no news.
server-problems-rest = The site asks to be left alone for a while.
server-problems-gone = The site says that this address is gone for good (410). Qazet has stopped asking; what was read stays.
server-problems-body = The answer did not come whole. It is asked again later.
server-problems-not_a_feed = There is no feed at this address any more. Older articles stay.
server-problems-damage = Some of its texts in the library could not be read any more. What the site says now stands in their place.
server-answered = The server answered { $status }.
server-failures =
    { $count ->
        [one] { $count } failure
       *[other] { $count } failures
    } in a row.
server-moved = The address has changed for good: until { $time } it was { $from }
server-moving = The site redirects for good to { $to } ({ $times } of 3 times; then Qazet takes the new address over)
server-temporary = For now the site redirects to { $to }; the address stays as it is
server-resting = { $host } asks to be left alone until { $time }.
server-paused = Paused by you.
server-address = Address
server-lastAsked = Last asked
server-answer = answer { $status }
server-noAnswer = no answer
server-nextCheck = Next check
server-paces-chosen = the interval of the settings
server-paces-rhythm = it publishes seldom
server-paces-freshness = the server says how long its answer stays fresh
server-paces-own_interval = the feed itself says how often
server-paces-no_validators = the server sends everything each time, so it is asked less often
server-paces-skipped_hours = the publisher asks for rest at this hour
server-paces-backoff = it failed; the wait grows each time, up to a day
server-paces-retry_after = the server said when
server-paces-connectivity = there was no network
server-now = If updated now
server-nowYes = it would be asked
server-nowNotDue = skipped: not due before { $time }
server-nowRests = skipped: the site rests until { $time }
server-nowGone = skipped: the address is gone
server-nowPaused = skipped: paused by you
server-nowQuiet = skipped: the publisher asks for rest at this hour
server-answers = Answers
server-answersAre =
    asked { $asked ->
        [one] { $asked } time
       *[other] { $asked } times
    }: { $whole } with news, { $same } without (304)
server-received = Received
server-receivedIs = { BYTES($total) } in all, { BYTES($last) } last
server-validators = Sent along
server-noValidators = nothing: the server gives no ETag and no Last-Modified
server-login = Login
server-text = Text for the site’s owner
server-textHint = In English. It tells about the source and the requests, nothing about you.
server-copy = Copy the text
server-copied = Text copied
server-refresh = Refresh this source
server-refreshing = Refreshing…
server-refreshed = { $title }: { $outcome }
server-justAsked = { $title } was asked a moment ago; it can be asked again in ten minutes.
server-askFirst = Fetch everything anew?
server-askFirstHint = { $host } can’t say whether there is anything new and would send everything. By itself the source is due { $time }.
server-anyway = Refresh anyway
server-wait = Wait

login-title = Login
login-none = Not needed
login-kind = Kind of login
login-kinds-password = Password
login-kinds-key = Key
login-kinds-bearer = Token
login-known-password = With a name and a password
login-known-key = With a key
login-known-bearer = With a token
login-user = Name
login-password = Password
login-header = Header of the key
login-key = Key
login-token = Token
login-keyring = Kept in the system’s keyring, sent to this site only, never shown again.
login-add = Set a login
login-change = Change
login-forget = Forget
login-kept = The login is in the keyring
login-forgotten = The login is forgotten
login-noKeyring = This system’s keyring does not answer, so the login can’t be kept. Unlock or install one (GNOME Keyring, KWallet): Qazet never writes a password into a file.
login-unusable = This login can’t be sent: check it against what the site gave you.
login-needed = The site asks for a login, or does not accept the one it was given.

way-title = Connection to the site
way-hint = For its pages and pictures too. A proxy that does not answer is never passed by.
way-ways-settings = As in the settings
way-ways-direct = Direct
way-ways-own = Own proxy
way-address = Address of the proxy

add-title = Add a source
add-address = Address of a site or feed
add-hint = Any page will do: Qazet looks for its feed.
add-folder = Folder
add-folderHint = May stay empty
add-add = Add
add-find = Find
add-adding = Adding…
add-finding = Looking for the feed…
add-newest = Newest articles
add-none = Its articles come with the first update.
add-site = A site without a feed: Qazet reads its pages.
add-known = This source is in your newspaper already.
add-open = Open
add-others = Other feeds of this page
add-added = Added: { $title }
add-bad = This address can’t be used. One looks like example.kz.
add-offline = There is no network now. Try again later.
add-noFeed = There is no feed at this address, and it names none.
add-excerpt = This is how the answer begins

feed-title = Source
feed-name = Name
feed-nameHint = Leave empty for its own name
feed-folder = Folder
feed-address = Address
feed-lastCheck = Last check
feed-nextCheck = Next check
feed-never = not yet
feed-paused = Paused
feed-pauseHint = What was read stays; nothing new is asked for.
feed-remove = Remove source
feed-removed = Removed: { $title }
feed-removedMany =
    Removed: { $count ->
        [one] { $count } source
       *[other] { $count } sources
    }
feed-moved =
    Moved to { $folder }: { $count ->
        [one] { $count } source
       *[other] { $count } sources
    }
feed-movedOut =
    Moved out of the folder: { $count ->
        [one] { $count } source
       *[other] { $count } sources
    }
feed-changed = Source changed
feed-goneTitle = This source is gone for good
feed-goneHint = Its site says so (410), and Qazet has stopped asking. Articles you have stay.
feed-newAddress = Add a new address
feed-layoutTitle = The site’s pages look different now
feed-layoutHint = Qazet finds less in them: texts may be short until its rules are mended.
feed-failedTitle = The last check failed
feed-failedHint = What was read stays, and the source is asked again by itself.

reach-name = What to fetch
reach-hint = “{ $choice }” leaves out the articles’ pages and pictures, and takes far less data and disk. A page comes when you ask for it.
reach-everything = Everything
reach-feed = What the feed gives
reach-headlines = Headlines only
reach-noText = Its text is on its page
reach-noTextHint = Pages of this source come only when you ask for them, as you chose.

reading-title = Look of texts
reading-face = Letters
reading-faces-serif = Serif
reading-faces-sans = Sans
reading-faces-system = System
reading-size = Size
reading-line = Line height
reading-width = Line width
reading-still = Nothing moves
reading-stillHint = Also where the system allows movement.
reading-sample = A paper is read slowly: one line after the other, with a cup of tea at hand and nobody in a hurry. Set the letters, the lines and the width so that your eyes forget them; every article follows.
reading-pixels = { $count } px

diagnosis-title = Diagnostics
diagnosis-hint = Versions, settings and the last errors as a text, for a report of a fault.
diagnosis-named = With names and addresses of sources, and your city
diagnosis-copy = Copy diagnostics
diagnosis-copied = Diagnostics are on the clipboard.

update-title = Newer versions of Qazet
update-hint = Qazet looks for one only when you ask it to. It asks { $host } and tells it nothing about you.
update-look = Look for an update
update-newest = This is the newest version.
update-newer = Version { $version } is there.
update-install = Install and restart

find-title = Find in the article
find-of = { $at } of { $count }
find-none = Not found
find-next = Next match
find-previous = Previous match
find-close = Close

share-title = Share
share-link = Copy link
share-headline = Copy headline and link
share-copied = Headline and link copied
share-mail = E-mail

palette-title = Go to or do
palette-hint = Article, source, setting or action
palette-articles = Articles
palette-sources = Sources
palette-views = Views
palette-actions = Actions and settings
palette-none = Nothing is called that
palette-choose = choose
palette-open = open
palette-close = close
palette-found =
    { $count ->
        [one] { $count } match
       *[other] { $count } matches
    }

keys-title = Keyboard shortcuts
keys-list = In the list
keys-anywhere = Anywhere
keys-inArticle = In an article
keys-preset = Keys as in
keys-reset = Undo my changes
keys-hint = Press a key here to put its work on another one.
keys-names-space = Space
keys-names-enter = Enter
keys-press = Press a key; Esc leaves it
keys-change = Change the key: { $what }
keys-taken = { $key } already does: { $what }
keys-takenHint = Shall it do this instead: { $what }?
keys-take = Yes, instead
keys-does-article_next = next article or row
keys-does-article_previous = previous article or row
keys-does-row_next = next row
keys-does-row_previous = previous row
keys-does-open = open the article
keys-does-mark_all = mark all as read
keys-does-source_next = next source
keys-does-source_previous = previous source
keys-does-page_next = scroll on, then next unread
keys-does-page_previous = scroll back
keys-does-unread_next = next unread
keys-does-star = star
keys-does-save = save for later
keys-does-toggle_read = read, unread
keys-does-hide = hide, show again
keys-does-gallery = gallery
keys-does-full_text = fetch the page’s text
keys-does-outside = open in browser
keys-does-mail = send by e-mail
keys-does-larger = larger letters
keys-does-smaller = smaller letters
keys-does-find = find in the article
keys-does-print = print
keys-does-read_aloud = read aloud, pause
keys-does-palette = go to or do
keys-does-undo = take back what was done last
keys-does-search = search
keys-does-front = front page
keys-does-today = today’s news
keys-does-all = all news
keys-does-unread = unread
keys-does-starred = starred
keys-does-saved = saved
keys-does-photo_reports = photo reports
keys-does-hidden = hidden articles
keys-does-edition = edition
keys-does-rates = rates
keys-does-weather = weather
keys-does-add = add a source
keys-does-save_page = save any page by its address
keys-does-sync = update now
keys-does-settings = settings
keys-does-back = back
keys-does-help = this list

edition-intro = The best of your paper for a journey: texts first, then pictures, then photo reports, within the room you give it.
edition-never = Nothing is packed yet
edition-neverHint = Unread and fresh articles go in first, and everything opens with no network.
edition-budget = Room
edition-budgetOf = { BYTES($count) }
edition-pack = Pack
edition-again = Pack anew
edition-stop = Stop
edition-stopping = Stopping…
edition-resume = Go on
edition-open = Open the edition
edition-book = Save as a book (EPUB)
edition-done = Edition packed
edition-packed = Packed { $age }
edition-packing = Packing…
edition-steps-sync = Asking the sources
edition-steps-texts = Texts
edition-steps-pictures = Pictures
edition-progress = { $done } of { $of }
edition-packedBytes = { BYTES($count) } of { BYTES($budget) }
edition-politely = Each site is asked for one thing at a time, so this takes a while. You can read on meanwhile.
edition-articles = Articles
edition-reports = Photo reports
edition-pictures = Pictures
edition-size = On disk
edition-ofBudget = of { BYTES($count) }
edition-smaller = Pictures weighed { BYTES($came) } when they came and take { BYTES($kept) }: { PERCENT($share) } less.
edition-notSmaller = Pictures take { BYTES($kept) }; they came small already.
edition-allIn = Everything fits: nothing had to be left out.
edition-leftOut =
    No room for { $count ->
        [one] { $count } article
       *[other] { $count } articles
    }.
edition-picturesLeftOut =
    No room for { $count ->
        [one] { $count } picture
       *[other] { $count } pictures
    } of the articles that are in.
edition-missing =
    { $count ->
        [one] { $count } picture
       *[other] { $count } pictures
    } could not be had from their sites.
edition-show = Show them
edition-more = More room takes them in.
edition-sources = By source
edition-source = Source
edition-share = Articles
edition-bytes = Size
edition-staleTitle =
    { $count ->
        [one] { $count } article
       *[other] { $count } articles
    } came after this edition
edition-staleHint = Packing anew takes them in; what is here is not fetched again.
edition-stoppedTitle = Packing was not finished
edition-stoppedHint = What is packed opens with no network. Going on fetches only what is missing.
edition-failedTitle = Packing could not go on
edition-offlineTitle = No network
edition-offlineHint = This edition was packed of what was on the disk already.
edition-offlineNow = What is on the disk can be packed now; the rest needs the network.
edition-empty = The edition is empty
edition-emptyHint = Pack one, and it opens here with no network.
edition-nothingLeft = Nothing was left out
edition-weight = Share of editions
edition-weightHint = How much of an edition this source gets beside the others.
edition-weights-none = None
edition-weights-less = Less
edition-weights-usual = Usual
edition-weights-more = More
edition-pictureSize = Size of pictures
edition-pictureSizeHint = Of the longer side at most. Larger ones are made smaller; editions pack all of them tighter.
edition-pixels = { $count } px

keeping-kind = What
keeping-count = How many
keeping-size = Size
keeping-days = Keep read ones for
keeping-limit = At most
keeping-noLimit = No limit
keeping-kinds-texts = Articles
keeping-kinds-pictures = Pictures
keeping-kinds-photo_reports = Photo reports
keeping-hint = Starred and saved ones are kept for ever, and what you have read stays marked. Beyond “at most” the oldest leave first, read ones before unread.
keeping-clear = Clear
keeping-clearTitle-texts = Clear read articles
keeping-clearTitle-pictures = Clear pictures
keeping-clearTitle-photo_reports = Clear photo reports
keeping-clearHint-texts = All articles that you have read leave the disk with their texts and pictures; their texts take { $size }. Unread, starred and saved ones stay.
keeping-clearHint-pictures = { $size } of pictures leave the disk. Texts stay, and so do the pictures of starred and saved articles. The others are not fetched again by themselves.
keeping-clearHint-photo_reports = { $size } of photos leave the disk. Captions stay, and so do the photos of starred and saved reports. The others are not fetched again by themselves.
keeping-cleared = { $size } freed

later-title = Save a page for later
later-add = Save a page by its address
later-address = Address of the page
later-hint = Any article on the web, also of sites you do not follow. It is saved with its text and pictures.
later-saving = Reading the page…
later-known = This page was here already; it is saved now
later-outcomes-read = The page is saved
later-outcomes-waits = The address is saved; the text comes as soon as the site can be reached
later-outcomes-closed = The address is saved, but the site keeps the text back
later-outcomes-failed = The address is saved, but no article was found there
later-instead = Save this page for later instead

files-label = Files
files-acts-audio = Listen
files-acts-video = Watch
files-acts-file = Open the file
files-saveAs = Save as a file
files-saveList = Save this list as a book (EPUB)
files-formats-epub-name = Book, EPUB
files-formats-epub-hint = With pictures, for e-readers and phones
files-formats-html-name = Web page, HTML
files-formats-html-hint = One file with its pictures
files-formats-markdown-name = Text, Markdown
files-formats-markdown-hint = For notes; pictures stay on the site
files-making = Putting the file together…
files-saved = Saved: { $name }
files-savedMany =
    Saved: { $name }, { $count ->
        [one] { $count } article
       *[other] { $count } articles
    }

views-front = Front page
views-all = All news
views-today = Today
views-unread = Unread
views-starred = Starred
views-saved = Saved
views-photo_reports = Photo reports
views-hidden = Hidden articles
views-edition = Edition
views-left_out = Left out of the edition
views-rates = Rates
views-weather = Weather
views-search = Search
views-settings = Settings
views-sync = Updates

sidebar-label = Views and sources
sidebar-sources = Sources
sidebar-add = Add a source
sidebar-unread = { $count } unread
sidebar-articles =
    { $count ->
        [one] { $count } article
       *[other] { $count } articles
    }
sidebar-paused = Paused
sidebar-fold = Fold { $name }
sidebar-unfold = Unfold { $name }
sidebar-chosen = Chosen: { $count }
sidebar-choose = Choose
sidebar-letGo = Let go
sidebar-open = Open
sidebar-moveTo = Move to { $folder }
sidebar-moveOut = Move out of the folder
sidebar-newFolder = Move to a new folder…
sidebar-renameFolder = Rename the folder…
sidebar-joins = There is a folder of that name: both become one.
sidebar-dissolve = Dissolve the folder
sidebar-chooseAll = Choose all of it
sidebar-pause = Pause
sidebar-resume = Resume
sidebar-remove = Remove

front-editions-morning = morning edition
front-editions-day = day edition
front-editions-evening = evening edition
front-editions-night = night edition
front-since = Since you last looked
front-latest = Latest
front-fresh = { $count } new since { $time }
front-freshMore = { $count }+ new since { $time }
front-nothingNew = nothing new since { $time }
front-onDisk = whole on disk
front-sources =
    { $count ->
        [one] { $count } source
       *[other] { $count } sources
    }
front-coming = The first edition is on its way
front-comingHint = Headlines appear as soon as the first source answers.
front-blank = Nothing to print yet
front-blankHint = The page fills with the next update.

timeline-label = { $view }: articles
timeline-markAll = Mark all as read
timeline-marked = Marked as read: { $count }
timeline-hidden = Hidden: in no list any more
timeline-shownAgain = Shown again
timeline-unmarked = Unread again: { $count }
timeline-unreadMark = unread
timeline-changed = changed by the publisher
timeline-complete = complete on disk
timeline-starred = starred
timeline-saved = saved
timeline-photos =
    { $count ->
        [one] { $count } photo
       *[other] { $count } photos
    }
timeline-sources =
    { $count ->
        [one] { $count } source
       *[other] { $count } sources
    }
timeline-density = Density of the rows
timeline-densities-compact = Compact
timeline-densities-regular = Regular
timeline-densities-roomy = Roomy
timeline-acts = What to do with the article
timeline-open = Open
timeline-untitled = No headline
timeline-feed = About this source
timeline-failed = The page could not be read
timeline-end = The list ends here

empty-unread = The paper is read
empty-unreadHint = There is always something saved for later.
empty-openSaved = Open saved
empty-starred = No stars yet
empty-starredHint = Press { $key } on an article worth keeping.
empty-saved = Nothing set aside
empty-savedHint = Press { $key } on an article to read it later.
empty-photo_reports = No photo reports yet
empty-photoHint = They gather here when a source publishes one.
empty-hidden = Nothing is hidden
empty-hiddenHint = Press { $key } on an article you do not want to see.
empty-list = Nothing here yet
empty-listHint = New articles arrive with the next update.
empty-openAll = Open all news
empty-noFeeds = Not one source yet
empty-noFeedsHint = Choose papers from the catalogue or paste the address of any site.
empty-choose = Choose papers
empty-pick = Choose an article
empty-pickHint = { $next } and { $previous } walk the list, { $open } opens. Press { $help } for all keys.
empty-noText = The text is not on disk yet
empty-noTextHint = It will be fetched first thing. Headline and lead are here.
empty-photo = The photo is not on disk

article-label = Article
article-back = Back to the list
article-star = Star
article-unstar = Remove star
article-save = Save for later
article-unsave = Remove from saved
article-read = Mark as read
article-unread = Mark as unread
article-hide = Hide
article-unhide = Show again
article-copied = Link copied
article-print = Print
article-noVoice = No voice of this computer speaks the article’s language
article-outside = Open in browser
article-previous = Previous article
article-next = Next article
article-minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
article-changedAt = changed { $time }
article-complete = complete on disk
article-photo = Photo: { $who }
article-report = Photo report
article-photos =
    { $count ->
        [one] { $count } photo
       *[other] { $count } photos
    }
article-elsewhere = Also in
article-related = Read also
article-all = All { $count }
article-inLibrary = in the library
article-opensOutside = opens in the browser
article-video = Watch the video
article-videoHint = Opens in the browser on { $where }; needs the network.
article-videoFile = the publisher’s site
article-revisions = Earlier texts
article-replaced = Until { $time }
article-removed = Removed:
article-added = Added:
article-unchanged =
    { $count ->
        [one] One paragraph unchanged
       *[other] { $count } paragraphs unchanged
    }
article-apart = Hardly anything of this text stayed.
article-gone = This article is no longer in the library

fullText-fetch = Fetch the page’s text
fullText-fetching = Fetching the page…
fullText-failed = The page is not here
fullText-here = This is the page’s text already

gallery-label = Gallery
gallery-close = Close the gallery
gallery-previous = Previous photo
gallery-next = Next photo
gallery-nearer = Zoom in
gallery-farther = Zoom out
gallery-of = { $i } of { $count }
gallery-read = Read the article
gallery-film = All photos
gallery-photo = Photo { $i }

rates-title = Rates
rates-widget = { $provider }, { $date }
rates-subtitle = { $provider }, official rates for { $date }.
rates-fetched = Fetched { $age }.
rates-nbk = National Bank
rates-cbr = Bank of Russia
rates-ecb = European Central Bank
rates-frankfurter = Frankfurter
rates-currency = Currency
rates-rate = Rate, { $base }
rates-change = Change
rates-date = Date
rates-source = Source
rates-up = up
rates-down = down
rates-unchanged = unchanged
rates-unknown = no earlier rate
rates-none = No rates yet
rates-noneHint = They come with the first update.
rates-doubtful = { $value } was published and is held back: it is off by an order of magnitude
rates-history = { $code } in { $base }
rates-days =
    { $count ->
        [365] year
       *[other] { $count } days
    }
rates-span = Over how long
rates-highest = Highest
rates-lowest = Lowest
rates-mean = Average
rates-since = since { $date }
rates-showTable = As a table
rates-hideTable = Hide the table
rates-save = Save as CSV
rates-noHistory = Nothing is known of earlier days yet. They come by themselves, a few a minute.
rates-showHistory = What { $code } did
rates-converter = Converter
rates-amount = Amount
rates-noAmount = Type digits, with a point or a comma before the decimals.
rates-from = From
rates-to = To
rates-swap = The other way round
rates-onDay = On the day
rates-dayHint = Empty for the newest
rates-noDay = There was no such day so far; type it like { $example }.
rates-by = Rates for { $date }: { $price }
rates-noTable = No table here has both currencies on that day.
rates-base = Base currency
rates-baseHint = What the others are priced in. The bank is chosen by it: tenge, rouble and euro have their own.
rates-watches = Tell me
rates-watchesHint = USD 1%: it moved so much between two publications. USD 500: it passed that price.
rates-watch = A watch, such as USD 1% or USD 500
rates-addWatch = Add
rates-removeWatch = Remove { $watch }

weather-title = Weather
weather-at = at { $time }
weather-subtitle = Forecast of { $time }, { $age }.
weather-now = now
weather-feels = feels like { $degrees }
weather-day = Day up to { $high }, night down to { $low }.
weather-air = Air
weather-aqi = AQI { $index }, { $word }
weather-aqiWords-1 = good
weather-aqiWords-2 = moderate
weather-aqiWords-3 = poor for the sensitive
weather-aqiWords-4 = unhealthy
weather-aqiWords-5 = hazardous
weather-wind = Wind
weather-gusts = gusts { $speed }
weather-humidity = Humidity
weather-pressure = Pressure
weather-sun = Sun
weather-sunUntil = to { $time }
weather-hours = By the hour
weather-drawn-temperature = line: temperature
weather-drawn-felt = dashes: feels like
weather-drawn-chance = bars: chance of precipitation
weather-days = Days ahead
weather-pm = PM2.5 { $fine } µg/m³, PM10 { $coarse } µg/m³
weather-chance = precipitation { $percent }
weather-none = No forecast yet
weather-noneHint = It comes with the first update.
weather-tooOld = The forecast is more than two days old; showing it would not be honest. It comes back with the network.
weather-credit = Weather data by Open-Meteo.com
weather-creditMet = Weather data by MET Norway
weather-directions-0 = N
weather-directions-1 = NE
weather-directions-2 = E
weather-directions-3 = SE
weather-directions-4 = S
weather-directions-5 = SW
weather-directions-6 = W
weather-directions-7 = NW
weather-codes-clear = Clear
weather-codes-mostly_clear = Mostly clear
weather-codes-partly = Partly cloudy
weather-codes-overcast = Overcast
weather-codes-fog = Fog
weather-codes-rime = Freezing fog
weather-codes-drizzle = Drizzle
weather-codes-freezing_drizzle = Freezing drizzle
weather-codes-light_rain = Light rain
weather-codes-rain = Rain
weather-codes-heavy_rain = Heavy rain
weather-codes-freezing_rain = Freezing rain
weather-codes-light_snow = Light snow
weather-codes-snow = Snow
weather-codes-heavy_snow = Heavy snow
weather-codes-grains = Snow grains
weather-codes-showers = Showers
weather-codes-heavy_showers = Heavy showers
weather-codes-snow_showers = Snow showers
weather-codes-storm = Thunderstorm
weather-codes-hail = Thunderstorm with hail
weather-codes-unknown = No description

search-title = Search
search-field = Words, “a phrase”, -without
search-hint = Type a word; its other forms are found too.
search-nothing = “{ $query }” was not found
search-nothingHint = Try the beginning of the word or another language.
search-found = Found: { $count }
search-foundMore = Found: more than { $count }
search-start = What are you looking for?

settings-title = Settings
settings-sections = Sections of the settings
settings-look = Language and look
settings-language = Language
settings-theme = Theme
settings-themes-system = As the system
settings-themes-light = Light
settings-themes-dark = Dark
settings-themes-sepia = Sepia
settings-themes-contrast = High contrast
settings-lists = Lists and marks
settings-readWhen = An article is read
settings-readWhenHint = Walking a list by keys marks nothing.
settings-unmarkHint = What scrolling marked comes back with { $key }.
settings-readWhens-opened = when it is opened
settings-readWhens-stayed = after five seconds
settings-readWhens-passed = opened or scrolled past
settings-unreadNumbers = Numbers of what is unread
settings-unreadNumbersHint = Off: none in the sidebar, on the front page and in the tray.
settings-widgets = Rates and weather
settings-city = City
settings-currencies = Currencies
settings-currenciesHint = In the order in which they are shown.
settings-addCurrency = Add a currency
settings-removeCurrency = Remove { $code }
settings-updating = Updating
settings-automatic = Update by itself
settings-automaticHint = Sources are asked when they are due, never more often than they allow.
settings-interval = Look at a source every
settings-minutes = { $count } min
settings-hours =
    { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
settings-proxy = Proxy
settings-proxyHint = For example http://127.0.0.1:8080 or socks5://… A password (http://name:password@…) goes to the system’s keyring. Empty for none.
settings-alwaysMetered = Every connection is metered
settings-alwaysMeteredHint = For systems that do not say which one is.
settings-metered = On a metered connection
settings-battery = While the battery is saved
settings-reach-everything = Everything
settings-reach-headlines = Headlines
settings-reach-nothing = Nothing
settings-reachHint = What comes then. With “Nothing”, headlines come when you ask.
settings-activity = What happened with the sites
settings-activityHint = When each was asked, what came back, and when it is asked again.
settings-openActivity = Open updates
settings-keeping = Keeping
settings-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
settings-sources = Sources
settings-opmlImport = Import OPML
settings-opmlExport = Export OPML
settings-opmlHint = Take your sources along from another reader, or to one.
settings-hiddenHint = What you hide is in no other list, is not found and is never told of. Here it can be shown again.
settings-hideHint = { $key } hides an article.
settings-openHidden = Open ({ $count })
settings-imported =
    Added { $added ->
        [one] { $added } source
       *[other] { $added } sources
    } of { $found } in the file
settings-importedKnown =
    { $count ->
        [one] { $count } was here already
       *[other] { $count } were here already
    }
settings-importedOdd = What could not be used or is odd ({ $count })
settings-importedPrivate =
    { $count ->
        [one] { $count } address
       *[other] { $count } addresses
    } inside your own network
settings-exported = The list of sources is saved
settings-version = Qazet { $version }
settings-keys = Keyboard shortcuts

first-step-language = Language
first-step-papers = Papers
first-step-city = City
first-languageTitle = Your newspaper
first-languageHint = Qazet brings the news to your own disk and stays a whole newspaper with no network. Nothing about you leaves this computer.
first-papersTitle = What would you like to read in the morning?
first-papersHint = Choose a few: the first headlines come in seconds. You can add and drop papers later.
first-allTopics = All
first-cityTitle = Which city’s weather?
first-cityHint = It stands beside the news together with the rates.
first-forward = Continue
first-forwardWith =
    Continue: { $count ->
        [one] { $count } paper
       *[other] { $count } papers
    }
first-back = Back
first-done = Open the paper
first-skip = Skip
first-subscribed = already here
first-site = site
first-topics-kazakhstan = Kazakhstan
first-topics-central_asia = Central Asia
first-topics-world = World
first-topics-business = Business
first-topics-tech = Technology
first-topics-science = Science
first-topics-sport = Sport
first-topics-culture = Culture
first-topics-general = General
first-languages-en = English
first-languages-ru = Russian
first-languages-kk = Kazakh

rescue-title = The library was damaged, and Qazet has rebuilt it
rescue-whole = Nothing is lost.
rescue-part =
    { $feeds ->
        [one] { $feeds } source
       *[other] { $feeds } sources
    }, { $articles ->
        [one] { $articles } article
       *[other] { $articles } articles
    } and { $marked ->
        [one] { $marked } mark
       *[other] { $marked } marks
    } of yours are here.
rescue-aside = The damaged file is kept: { $file }.
rescue-seen = I see

words-close = Close
words-cancel = Cancel
words-undo = Undo
words-gone = Removed: { $name }
words-retry = Try again
words-save = Save
words-failed = That did not work
words-offline = No network
words-loading = Loading
words-yesterday = Yesterday
words-today = Today

time-months-1 = January
time-months-2 = February
time-months-3 = March
time-months-4 = April
time-months-5 = May
time-months-6 = June
time-months-7 = July
time-months-8 = August
time-months-9 = September
time-months-10 = October
time-months-11 = November
time-months-12 = December
time-weekdays-0 = Sunday
time-weekdays-1 = Monday
time-weekdays-2 = Tuesday
time-weekdays-3 = Wednesday
time-weekdays-4 = Thursday
time-weekdays-5 = Friday
time-weekdays-6 = Saturday
time-weekdaysShort-0 = Sun
time-weekdaysShort-1 = Mon
time-weekdaysShort-2 = Tue
time-weekdaysShort-3 = Wed
time-weekdaysShort-4 = Thu
time-weekdaysShort-5 = Fri
time-weekdaysShort-6 = Sat
time-justNow = just now
time-shortMinutes = { $count } min
time-shortHours = { $count } h
time-minutesAgo =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    } ago
time-hoursAgo =
    { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    } ago
time-daysAgo =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    } ago
time-inMinutes =
    in { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
time-inHours =
    in { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
time-soon = any moment
time-dayMonth = { $day } { $month }
time-dayMonthYear = { $day } { $month } { $year }

currencies-USD = US dollar
currencies-EUR = Euro
currencies-RUB = Russian rouble
currencies-CNY = Chinese yuan
currencies-GBP = Pound sterling
currencies-KGS = Kyrgyz som
currencies-UZS = Uzbek sum
currencies-TRY = Turkish lira
currencies-JPY = Japanese yen
currencies-CHF = Swiss franc
currencies-AED = UAE dirham
currencies-KRW = South Korean won
currencies-GEL = Georgian lari
currencies-BYN = Belarusian rouble
currencies-PLN = Polish zloty
currencies-INR = Indian rupee
currencies-CAD = Canadian dollar
currencies-AUD = Australian dollar
currencies-SAR = Saudi riyal
currencies-KZT = Tenge

notices-title = Notices
notices-on = Tell of news outside the window
notices-onHint = What is urgent, what many tell at once, and what you watch for; of a source all or nothing, if you choose so for it.
notices-cap = Most a day
notices-noCap = No limit
notices-capIs = { $count }
notices-gap = Time between two
notices-noGap = None
notices-gapIs =
    { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }
notices-urgent = Urgent news may pass
notices-urgentHint = News that its source calls urgent, or that three sources bring at once, comes in quiet hours and beyond the limit too.
notices-quiet = Quiet hours
notices-quietHint = What comes meanwhile is told once afterwards.
notices-quietOn = Keep quiet hours
notices-from = From
notices-to = To
notices-days = On which evenings they begin
notices-bell = Notices of this source
notices-bells-all = All
notices-bells-important = Important
notices-bells-none = None
notices-bellIs-all = Tells of everything
notices-bellIs-none = Tells of nothing
notices-ring-all = Tell of everything
notices-ring-important = Tell only what is important
notices-ring-none = Tell nothing
notices-watches = Watch for
notices-watchesHint = Words, places and people are found in all their forms, in Russian and Kazakh too.
notices-mutes = Hear nothing of
notices-mutesHint = A mute is stronger than everything else.
notices-kind = What it is
notices-kinds-words = Words
notices-kinds-place = Place
notices-kinds-person = Person
notices-text = Words that stand together
notices-ends = For how long
notices-endings-never = For ever
notices-endings-day = A day
notices-endings-week = A week
notices-endings-month = A month
notices-until = until { $day }
notices-add = Add
notices-remove = Remove { $text }
notices-pause = Pause
notices-pauses-hour = For an hour
notices-pauses-tomorrow = Until tomorrow
notices-pauses-until_resumed = Until I resume
notices-paused = Notices are paused
notices-pausedUntil = Notices are paused until { $time }
notices-resume = Resume
notices-recent = Recent notices
notices-recentHint = Each with why it came, and what became of it.
notices-openRecent = Show
notices-today = Shown today: { $count }
notices-none = No notice yet
notices-noneHint = A source’s first articles are taken in quietly. What is worth telling after that stands here with its reason.
notices-reasons-watch = you watch for: { $text }
notices-reasons-urgent = its source calls it urgent
notices-reasons-burst = sources that tell of it: { $count }
notices-reasons-source = you want all of this source
notices-reasons-asked = you asked for it
notices-shown = shown
notices-waiting = waits
notices-dropped = not shown
notices-because-off = notices are off
notices-because-focused = Qazet was before you
notices-because-nobody = no desktop was there
notices-because-paused = notices were paused
notices-because-locked = the screen was locked
notices-because-full_screen = something filled the screen
notices-because-do_not_disturb = the system was not to disturb
notices-because-quiet_hours = quiet hours
notices-because-cap = the most a day was reached
notices-because-gap = too soon after another
notices-because-old = no news any more
notices-because-read = you read it meanwhile
notices-because-unwanted = not wanted any more
places-cities = Cities
places-citiesHint = Their weather is kept, and asked for all at once. The one with the star is shown beside the news.
places-add = Add a city
places-addHint = Type the beginning of its name
places-search = Search everywhere for “{ $name }”
places-searching = Searching…
places-nothing = Nobody knows a city called “{ $name }”
places-makeFirst = Show { $name } beside the news
places-isFirst = { $name } is shown beside the news
places-forward = Move { $name } forward
places-remove = Remove { $name }
places-temperature = Temperature in
places-wind = Wind in
places-pressure = Pressure in
places-celsius = °C
places-fahrenheit = °F
places-ms = m/s
places-kmh = km/h
places-mph = mph
places-hpa = hPa
places-mmhg = mmHg
places-watches = Tell me about severe weather
places-watchesHint = In any of your cities within a day; of each kind once a day at most.
places-thunderstorm = Thunderstorm
places-heavySnow = Heavy snow
places-strongWind = Wind from, { $unit }
places-badAir = AQI above
places-doubtful = In doubt and not shown: { $what }
places-measures-temperature = temperature
places-measures-feels_like = felt temperature
places-measures-humidity = humidity
places-measures-pressure = pressure
places-measures-wind = wind
places-measures-precipitation = precipitation
places-measures-probability = chance of precipitation
places-measures-air = AQI
places-measures-dust = particles in the air
places-precipitation = Precipitation
places-chance = chance
places-notNow = Nothing is known of this hour.
places-beside = Beside the news
places-chart = What { $code } did
places-forecast = Forecast for { $city }
places-providers = Rates and weather
places-provider = Provider
places-answered = Answered
places-never = not yet
places-allRight = All is well
places-again = Asked again from { $time }.
places-unreadable = The answer could not be read. What is here stays, with its age.
places-damaged = What was stored could not be read any more. It is asked for anew.
places-names-open_meteo = Open-Meteo
places-names-air_quality = Open-Meteo, air
places-names-met_norway = MET Norway
places-names-geocoding = Open-Meteo, cities

# What a link or a notification led to.
links-too_long = This link is too long to be an address of news.
links-not_web = This link names no address of the web.
links-unknown = Qazet does not know where this link leads.
links-gone = This article is no longer in the library.

# What surrounds the window.
desktop-title = Window and tray
desktop-close = Stay in the tray when the window closes
desktop-noTray = Closing the window
desktop-noTrayHint = This desktop shows no tray icons, so there is nowhere to stay without a window. GNOME shows them with the extension “AppIndicator”.
desktop-quits = Quits
desktop-minimises = Minimises
desktop-login = Start at login
desktop-hidden = Start hidden
desktop-hiddenHint = Without a window, in the tray. A second start shows it.
desktop-hiddenNoTray = Without a tray the window opens all the same.
desktop-safe = Draw without the graphics card
desktop-safeHint = For a window that stays blank or flickers. Holds from the next start on.
desktop-portable = Portable
desktop-portableHint = The library lies beside the program, in the folder qazet-data.
