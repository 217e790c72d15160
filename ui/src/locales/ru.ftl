# Что говорит интерфейс по-русски. Сообщения те же, что в английском файле (en.ftl).
#
# Число с существительным и предлог со словом не разрываются сами; формы слов: one (21), few (3), many (5), other (дробные).

sync-now = Обновить
sync-running = Обновляем…
sync-queued =
    осталось { $count ->
        [one] { $count } страница или картинка
        [few] { $count } страницы и картинки
        [many] { $count } страниц и картинок
       *[other] { $count } страницы и картинки
    }
sync-stop = Остановить обновление
sync-stopped = Обновление остановлено
sync-stoppedHint = Что успело прийти, осталось; остальное придёт со следующим обновлением.
sync-ended = Обновлено: { $brought }
sync-updated = Обновлено { $age }
sync-never = Ещё не обновляли
sync-offline = Нет сети
sync-offlineSince = Нет сети с { $time }
sync-unanswered = Сайты не отвечают
sync-offlineHint = Когда сеть вернётся, Qazet продолжит сам.
sync-complete =
    { $count ->
        [one] { $count } статья
        [few] { $count } статьи
        [many] { $count } статей
       *[other] { $count } статьи
    } целиком в офлайне
sync-next = следующая проверка в { $time }
sync-brought =
    { $fresh ->
        [0] ничего нового
        [one] { $fresh } новая статья
        [few] { $fresh } новые статьи
        [many] { $fresh } новых статей
       *[other] { $fresh } новой статьи
    }
sync-demo = Демо: новости вымышлены
sync-last = Последнее полное обновление: { $time }
sync-none = Пока нет ни одного источника
sync-manual = Обновляем только по вашей просьбе
sync-metered = Лимитное подключение
sync-battery = Экономим заряд батареи
sync-reach-everything = Загружаем всё, как обычно.
sync-reach-headlines = Сами приходят только заголовки, тексты и картинки подождут.
sync-reach-nothing = Без вашей просьбы ничего не загружаем.
sync-troubled = Требуют внимания: { $count }
sync-sources = Источники
sync-attention = Требуют внимания
sync-share = Ответы без новостей (304)
sync-total = Получено всего
sync-asks = Для сайтов Qazet выглядит так: { $agent }
sync-filter = Какие источники
sync-filters-all = Все
sync-filters-attention = Требуют внимания
sync-filters-moves = Сменили адрес
sync-find = Найти источник
sync-order = Порядок
sync-orders-folder = По папкам
sync-orders-asked = Недавно проверенные
sync-orders-due = Ближайшая проверка
sync-orders-bytes = Больше всего получено
sync-noneFound = Такого источника нет
sync-allWell = Внимания не требует ни один источник
sync-allWellHint = Что не ответило сейчас, Qazet спросит снова сам.
sync-noMoves = Адреса не менялись
sync-paces-chosen = по настройке
sync-paces-rhythm = публикует редко
sync-paces-freshness = так просит сервер
sync-paces-own_interval = так просит лента
sync-paces-no_validators = шлёт всё целиком
sync-paces-skipped_hours = тихие часы
sync-paces-backoff = после неудачи
sync-paces-retry_after = так просит сервер
sync-paces-connectivity = не было сети
sync-source = Источник
sync-outcome = Итог
sync-happened = Что произошло
sync-received = Получено
sync-asked = Проверен
sync-nextCheck = Проверим
sync-status-fetched = Прочитан
sync-status-not_modified = Без новостей
sync-status-skipped = Не пора
sync-status-failed = Не вышло
sync-status-gone = Закрыт
sync-status-never = Ещё не проверен
sync-status-paused = На паузе
sync-status-no_network = Нет сети
sync-status-rest = Просит подождать

server-title = Qazet и этот сайт
server-open = Как отвечает сайт
server-about = Настройки источника
server-problems-connectivity = Не было сети. Источник ни при чём: спросим, когда она вернётся.
server-problems-dns = Имя сайта не найдено. Проверьте адрес; если раньше он был верен, сайт переехал или временно не работает.
server-problems-connect = Сервер не отвечает. Спросим позже.
server-problems-tls = Соединение небезопасно. Проверьте дату на компьютере; если она верна, сообщите владельцу сайта.
server-problems-timeout = Сервер не ответил вовремя. Спросим позже.
server-problems-redirect = Сайт отправляет туда, куда Qazet не ходит. Откройте адрес в браузере и добавьте тот, на котором он остановится.
server-problems-address = По этому адресу Qazet не ходит.
server-problems-login = Сайт просит войти.
server-problems-status = Сервер не отдал новостей.
server-problems-rest = Сайт просит немного подождать.
server-problems-gone = Сайт сообщил, что этого адреса больше нет (410). Qazet перестал спрашивать, прочитанное остаётся.
server-problems-body = Ответ пришёл не целиком. Спросим позже.
server-problems-not_a_feed = По этому адресу больше нет ленты. Прежние статьи остаются.
server-problems-damage = Некоторые её тексты в библиотеке больше не читались. На их месте теперь то, что сайт говорит сейчас.
server-answered = Сервер ответил { $status }.
server-failures =
    { $count ->
        [one] { $count } неудача
        [few] { $count } неудачи
        [many] { $count } неудач
       *[other] { $count } неудачи
    } подряд.
server-moved = Адрес сменился навсегда: до { $time } был { $from }
server-moving = Сайт навсегда переезжает на { $to } ({ $times }-й раз из трёх, потом Qazet запомнит новый адрес)
server-temporary = Пока сайт отправляет на { $to }, сам адрес не меняется
server-resting = { $host } просит не беспокоить до { $time }.
server-paused = Вы поставили источник на паузу.
server-address = Адрес
server-lastAsked = Проверен
server-answer = ответ { $status }
server-noAnswer = ответа не было
server-nextCheck = Следующая проверка
server-paces-chosen = так выбрано в настройках
server-paces-rhythm = он редко публикует новое
server-paces-freshness = сервер сказал, сколько его ответ остаётся свежим
server-paces-own_interval = лента сама говорит, как часто
server-paces-no_validators = сервер каждый раз присылает всё целиком, поэтому спрашиваем реже
server-paces-skipped_hours = в этот час издатель просит не беспокоить
server-paces-backoff = проверка не удалась; с каждым разом ждём дольше, но не больше суток
server-paces-retry_after = так сказал сервер
server-paces-connectivity = не было сети
server-now = Если обновить сейчас
server-nowYes = источник будет проверен
server-nowNotDue = пропустим: проверка не раньше { $time }
server-nowRests = пропустим: сайт просит подождать до { $time }
server-nowGone = пропустим: адрес закрыт
server-nowPaused = пропустим: он на паузе
server-nowQuiet = пропустим: в этот час издание просит не беспокоить
server-answers = Ответы
server-answersAre =
    { $asked ->
        [one] { $asked } проверка
        [few] { $asked } проверки
        [many] { $asked } проверок
       *[other] { $asked } проверки
    }: с новостями { $whole }, без новостей (304) { $same }
server-received = Получено
server-receivedIs = всего { BYTES($total) }, в последний раз { BYTES($last) }
server-validators = Отправим вместе с запросом
server-noValidators = ничего: сервер не даёт ни ETag, ни Last-Modified
server-login = Вход
server-text = Текст для владельца сайта
server-textHint = По-английски. В нём источник и запросы к нему, о вас ничего.
server-copy = Скопировать текст
server-copied = Текст скопирован
server-refresh = Проверить источник
server-refreshing = Проверяем…
server-refreshed = { $title }: { $outcome }
server-justAsked = { $title }: только что проверили, снова можно через десять минут.
server-askFirst = Загрузить всё заново?
server-askFirstHint = { $host } не умеет сказать, есть ли новое, и пришлёт всё целиком. Сам источник будет проверен { $time }.
server-anyway = Всё равно проверить
server-wait = Подождать

login-title = Вход
login-none = Не нужен
login-kind = Способ входа
login-kinds-password = Пароль
login-kinds-key = Ключ
login-kinds-bearer = Токен
login-known-password = По имени и паролю
login-known-key = По ключу
login-known-bearer = По токену
login-user = Имя
login-password = Пароль
login-header = Заголовок для ключа
login-key = Ключ
login-token = Токен
login-keyring = Хранится в системном хранилище паролей, отправляется только этому сайту и больше не показывается.
login-add = Указать данные
login-change = Изменить
login-forget = Забыть
login-kept = Данные входа сохранены в хранилище паролей
login-forgotten = Данные входа забыты
login-noKeyring = Системное хранилище паролей не отвечает, поэтому сохранить данные входа нельзя. Разблокируйте или установите его (GNOME Keyring, KWallet): в файл Qazet пароли не пишет.
login-unusable = Эти данные нельзя отправить: сверьте их с тем, что дал сайт.
login-needed = Сайт просит войти или не принял указанные данные.

way-title = Подключение к сайту
way-hint = Для его страниц и картинок тоже. Если прокси не отвечает, в обход него Qazet не пойдёт.
way-ways-settings = Как в настройках
way-ways-direct = Напрямую
way-ways-own = Свой прокси
way-address = Адрес прокси

add-title = Новый источник
add-address = Адрес сайта или ленты
add-hint = Подойдёт любая страница: ленту Qazet найдёт сам.
add-folder = Папка
add-folderHint = Можно не указывать
add-add = Добавить
add-find = Найти
add-adding = Добавляем…
add-finding = Ищем ленту…
add-newest = Последние статьи
add-none = Статьи придут с первым обновлением.
add-site = Сайт без ленты: Qazet читает его страницы.
add-known = Этот источник уже есть в вашей газете.
add-open = Открыть
add-others = Другие ленты этой страницы
add-added = Добавлено: { $title }
add-bad = Этот адрес не подходит. Нужен такой, как example.kz.
add-offline = Сейчас нет сети. Попробуйте позже.
add-noFeed = По этому адресу нет ленты, и страница на неё не указывает.
add-excerpt = Ответ начинается так

feed-title = Источник
feed-name = Название
feed-nameHint = Пустое поле вернёт его собственное
feed-folder = Папка
feed-address = Адрес
feed-lastCheck = Проверен
feed-nextCheck = Следующая проверка
feed-never = ещё нет
feed-paused = Пауза
feed-pauseHint = Прочитанное останется на месте, нового не спрашиваем.
feed-remove = Убрать источник
feed-removed = Источник убран: { $title }
feed-removedMany =
    Убрано: { $count ->
        [one] { $count } источник
        [few] { $count } источника
        [many] { $count } источников
       *[other] { $count } источника
    }
feed-moved =
    В папку «{ $folder }»: { $count ->
        [one] { $count } источник
        [few] { $count } источника
        [many] { $count } источников
       *[other] { $count } источника
    }
feed-movedOut =
    Вынесено из папки: { $count ->
        [one] { $count } источник
        [few] { $count } источника
        [many] { $count } источников
       *[other] { $count } источника
    }
feed-changed = Источник изменён
feed-goneTitle = Этот источник закрыт навсегда
feed-goneHint = Так ответил его сайт (410), и Qazet перестал спрашивать. Ваши статьи остаются.
feed-newAddress = Добавить новый адрес
feed-layoutTitle = Страницы сайта изменились
feed-layoutHint = Qazet находит в них не всё: тексты могут быть неполными, пока правила не поправят.
feed-failedTitle = Последняя проверка не удалась
feed-failedHint = Прочитанное на месте, источник Qazet спросит снова сам.

reach-name = Что скачивать
reach-hint = «{ $choice }» значит без страниц статей и без картинок: намного меньше трафика и места на диске. Страница придёт, когда вы её попросите.
reach-everything = Всё
reach-feed = То, что даёт лента
reach-headlines = Только заголовки
reach-noText = Текст есть на странице
reach-noTextHint = Страницы этого источника приходят только по вашей просьбе: так вы выбрали.

reading-title = Вид текста
reading-face = Шрифт
reading-faces-serif = С засечками
reading-faces-sans = Без засечек
reading-faces-system = Системный
reading-size = Размер
reading-line = Высота строки
reading-width = Ширина строки
reading-still = Без движения
reading-stillHint = Даже если система его разрешает.
reading-sample = Газету читают не спеша: строка за строкой, с чашкой чая под рукой. Подберите шрифт, размер и ширину так, чтобы глаза о них забыли; так будут набраны все статьи.
reading-pixels = { $count } пкс

diagnosis-title = Диагностика
diagnosis-hint = Версии, настройки и последние ошибки одним текстом: для сообщения о неполадке.
diagnosis-named = С названиями и адресами источников и вашим городом
diagnosis-copy = Скопировать диагностику
diagnosis-copied = Диагностика в буфере обмена.

update-title = Новые версии Qazet
update-hint = Qazet ищет их только по вашей просьбе. Спрашивает { $host } и ничего о вас не сообщает.
update-look = Поискать обновление
update-newest = Это самая новая версия.
update-newer = Вышла версия { $version }.
update-install = Установить и перезапустить

find-title = Найти в статье
find-of = { $at } из { $count }
find-none = Не найдено
find-next = Следующее совпадение
find-previous = Предыдущее совпадение
find-close = Закрыть

share-title = Поделиться
share-link = Скопировать ссылку
share-headline = Скопировать заголовок и ссылку
share-copied = Заголовок и ссылка скопированы
share-mail = Электронная почта

palette-title = Перейти или сделать
palette-hint = Статья, источник, настройка или действие
palette-articles = Статьи
palette-sources = Источники
palette-views = Разделы
palette-actions = Действия и настройки
palette-none = Ничего с таким названием нет
palette-choose = выбрать
palette-open = открыть
palette-close = закрыть
palette-found =
    { $count ->
        [one] { $count } совпадение
        [few] { $count } совпадения
        [many] { $count } совпадений
       *[other] { $count } совпадения
    }

keys-title = Клавиши
keys-list = В ленте
keys-anywhere = Везде
keys-inArticle = В статье
keys-preset = Клавиши как в
keys-reset = Вернуть как было
keys-hint = Нажмите на клавишу, чтобы назначить вместо неё другую.
keys-names-space = Пробел
keys-names-enter = Enter
keys-press = Нажмите клавишу; Esc оставит прежнюю
keys-change = Сменить клавишу: { $what }
keys-taken = { $key } уже занята: { $what }
keys-takenHint = Назначить ей вместо этого: { $what }?
keys-take = Да, назначить
keys-does-article_next = следующая статья или строка
keys-does-article_previous = предыдущая статья или строка
keys-does-row_next = следующая строка
keys-does-row_previous = предыдущая строка
keys-does-open = открыть статью
keys-does-mark_all = отметить всё прочитанным
keys-does-source_next = следующий источник
keys-does-source_previous = предыдущий источник
keys-does-page_next = листать, затем следующее непрочитанное
keys-does-page_previous = листать назад
keys-does-unread_next = следующее непрочитанное
keys-does-star = в избранное
keys-does-save = отложить
keys-does-toggle_read = прочитано, не прочитано
keys-does-hide = скрыть, показать снова
keys-does-gallery = галерея
keys-does-full_text = скачать текст со страницы
keys-does-outside = открыть в браузере
keys-does-mail = отправить по почте
keys-does-larger = крупнее
keys-does-smaller = мельче
keys-does-find = найти в статье
keys-does-print = напечатать
keys-does-read_aloud = читать вслух, пауза
keys-does-palette = перейти или сделать
keys-does-undo = вернуть как было
keys-does-search = поиск
keys-does-front = первая полоса
keys-does-today = новости за сегодня
keys-does-all = вся лента
keys-does-unread = непрочитанное
keys-does-starred = избранное
keys-does-saved = сохранённое
keys-does-photo_reports = фоторепортажи
keys-does-hidden = скрытые статьи
keys-does-edition = выпуск
keys-does-rates = курсы
keys-does-weather = погода
keys-does-add = добавить источник
keys-does-save_page = сохранить любую страницу по адресу
keys-does-sync = обновить
keys-does-settings = настройки
keys-does-back = назад
keys-does-help = этот список

edition-intro = Лучшее из вашей газеты в дорогу: сначала тексты, потом снимки, потом фоторепортажи — сколько вместит отведённое место.
edition-never = Выпуск ещё не собран
edition-neverHint = Первым входит непрочитанное и свежее, и всё открывается без сети.
edition-budget = Место
edition-budgetOf = { BYTES($count) }
edition-pack = Собрать
edition-again = Собрать заново
edition-stop = Остановить
edition-stopping = Останавливается…
edition-resume = Продолжить
edition-open = Открыть выпуск
edition-book = Сохранить книгой (EPUB)
edition-done = Выпуск собран
edition-packed = Собран { $age }
edition-packing = Собирается…
edition-steps-sync = Опрос источников
edition-steps-texts = Тексты
edition-steps-pictures = Снимки
edition-progress = { $done } из { $of }
edition-packedBytes = { BYTES($count) } из { BYTES($budget) }
edition-politely = У каждого сайта спрашивается по одному, поэтому нужно время. Читать пока можно.
edition-articles = Статьи
edition-reports = Фоторепортажи
edition-pictures = Снимки
edition-size = На диске
edition-ofBudget = из { BYTES($count) }
edition-smaller = Снимки пришли весом { BYTES($came) }, занимают { BYTES($kept) }: на { PERCENT($share) } меньше.
edition-notSmaller = Снимки занимают { BYTES($kept) }: они и пришли небольшими.
edition-allIn = Вошло всё: ничего не пришлось оставить.
edition-leftOut =
    Не хватило места для { $count ->
        [one] { $count } статьи
        [few] { $count } статей
        [many] { $count } статей
       *[other] { $count } статей
    }.
edition-picturesLeftOut =
    Не хватило места для { $count ->
        [one] { $count } снимка
        [few] { $count } снимков
        [many] { $count } снимков
       *[other] { $count } снимков
    } из вошедших статей.
edition-missing =
    { $count ->
        [one] { $count } снимок
        [few] { $count } снимка
        [many] { $count } снимков
       *[other] { $count } снимка
    } не удалось получить у сайтов.
edition-show = Показать
edition-more = С большим местом войдут и они.
edition-sources = По источникам
edition-source = Источник
edition-share = Статьи
edition-bytes = Размер
edition-staleTitle =
    После этого выпуска: { $count ->
        [one] { $count } статья
        [few] { $count } статьи
        [many] { $count } статей
       *[other] { $count } статьи
    }
edition-staleHint = Новая сборка возьмёт их; то, что уже здесь, заново не скачивается.
edition-stoppedTitle = Сборка не закончена
edition-stoppedHint = Собранное открывается без сети. Продолжение скачает только недостающее.
edition-failedTitle = Сборка прервалась
edition-offlineTitle = Нет сети
edition-offlineHint = Этот выпуск собран из того, что уже было на диске.
edition-offlineNow = Сейчас можно собрать то, что есть на диске; остальному нужна сеть.
edition-empty = Выпуск пуст
edition-emptyHint = Соберите его, и он откроется здесь без сети.
edition-nothingLeft = Ничего не осталось за бортом
edition-weight = Доля в выпусках
edition-weightHint = Сколько места в выпуске у этого источника рядом с другими.
edition-weights-none = Без него
edition-weights-less = Меньше
edition-weights-usual = Обычная
edition-weights-more = Больше
edition-pictureSize = Размер снимков
edition-pictureSizeHint = Длинная сторона, не больше. Большие уменьшаются; в выпуске все сжимаются плотнее.
edition-pixels = { $count } пикс.

keeping-kind = Что
keeping-count = Сколько
keeping-size = Размер
keeping-days = Хранить прочитанное
keeping-limit = Не больше
keeping-noLimit = Без предела
keeping-kinds-texts = Статьи
keeping-kinds-pictures = Картинки
keeping-kinds-photo_reports = Фоторепортажи
keeping-hint = Избранное и сохранённое остаётся навсегда, отметки о прочтении тоже. Сверх предела уходит самое старое, сначала прочитанное.
keeping-clear = Очистить
keeping-clearTitle-texts = Убрать прочитанные статьи
keeping-clearTitle-pictures = Убрать картинки
keeping-clearTitle-photo_reports = Убрать фоторепортажи
keeping-clearHint-texts = С диска уйдут все прочитанные статьи с текстами и картинками; тексты занимают { $size }. Непрочитанное, избранное и сохранённое останется.
keeping-clearHint-pictures = С диска уйдёт { $size } картинок. Тексты останутся, картинки избранных и сохранённых статей тоже. Остальные сами заново не загрузятся.
keeping-clearHint-photo_reports = С диска уйдёт { $size } фотографий. Подписи останутся, фотографии избранных и сохранённых репортажей тоже. Остальные сами заново не загрузятся.
keeping-cleared = Освобождено { $size }

later-title = Отложить страницу на потом
later-add = Отложить страницу по адресу
later-address = Адрес страницы
later-hint = Любая статья в сети, и с сайтов, на которые вы не подписаны. Сохранится с текстом и картинками.
later-saving = Читаем страницу…
later-known = Эта страница уже была здесь; теперь она отложена
later-outcomes-read = Страница отложена
later-outcomes-waits = Адрес отложен; текст придёт, как только сайт ответит
later-outcomes-closed = Адрес отложен, но сайт не отдаёт текст
later-outcomes-failed = Адрес отложен, но статьи на странице не нашлось
later-instead = Вместо этого отложить страницу на потом

files-label = Файлы
files-acts-audio = Слушать
files-acts-video = Смотреть
files-acts-file = Открыть файл
files-saveAs = Сохранить в файл
files-saveList = Сохранить список книгой (EPUB)
files-formats-epub-name = Книга, EPUB
files-formats-epub-hint = С картинками, для читалок и телефонов
files-formats-html-name = Веб-страница, HTML
files-formats-html-hint = Один файл вместе с картинками
files-formats-markdown-name = Текст, Markdown
files-formats-markdown-hint = Для заметок; картинки остаются на сайте
files-making = Собираем файл…
files-saved = Сохранено: { $name }
files-savedMany =
    Сохранено: { $name }, { $count ->
        [one] { $count } статья
        [few] { $count } статьи
        [many] { $count } статей
       *[other] { $count } статьи
    }

views-front = Первая полоса
views-all = Вся лента
views-today = Сегодня
views-unread = Непрочитанное
views-starred = Избранное
views-saved = Сохранённое
views-photo_reports = Фоторепортажи
views-hidden = Скрытые статьи
views-edition = Выпуск
views-left_out = Не вошло в выпуск
views-rates = Курсы
views-weather = Погода
views-search = Поиск
views-settings = Настройки
views-sync = Обновления

sidebar-label = Разделы и источники
sidebar-sources = Источники
sidebar-add = Добавить источник
sidebar-unread = не прочитано: { $count }
sidebar-articles =
    { $count ->
        [one] { $count } статья
        [few] { $count } статьи
        [many] { $count } статей
       *[other] { $count } статьи
    }
sidebar-paused = На паузе
sidebar-fold = Свернуть «{ $name }»
sidebar-unfold = Развернуть «{ $name }»
sidebar-chosen = Выбрано: { $count }
sidebar-choose = Выбрать
sidebar-letGo = Не выбирать
sidebar-open = Открыть
sidebar-moveTo = В папку «{ $folder }»
sidebar-moveOut = Вынести из папки
sidebar-newFolder = В новую папку…
sidebar-renameFolder = Переименовать папку…
sidebar-joins = Папка с таким именем есть: обе станут одной.
sidebar-dissolve = Распустить папку
sidebar-chooseAll = Выбрать все источники
sidebar-pause = Поставить на паузу
sidebar-resume = Снять с паузы
sidebar-remove = Убрать

front-editions-morning = утренний выпуск
front-editions-day = дневной выпуск
front-editions-evening = вечерний выпуск
front-editions-night = ночной выпуск
front-since = С прошлого раза
front-latest = Последнее
front-fresh =
    { $count ->
        [one] { $count } новая
        [few] { $count } новые
        [many] { $count } новых
       *[other] { $count } новых
    } с { $time }
front-freshMore = { $count }+ новых с { $time }
front-nothingNew = нового нет с { $time }
front-onDisk = целиком на диске
front-sources =
    { $count ->
        [one] { $count } источник
        [few] { $count } источника
        [many] { $count } источников
       *[other] { $count } источника
    }
front-coming = Первый номер уже в пути
front-comingHint = Заголовки появятся, как только ответит первый источник.
front-blank = Печатать пока нечего
front-blankHint = Полоса заполнится со следующим обновлением.

timeline-label = { $view }: статьи
timeline-markAll = Отметить всё прочитанным
timeline-marked = Отмечено прочитанным: { $count }
timeline-hidden = Скрыто: этой статьи больше нет в лентах
timeline-shownAgain = Статья снова в лентах
timeline-unmarked = Снова непрочитано: { $count }
timeline-unreadMark = не прочитано
timeline-changed = изменено издателем
timeline-complete = целиком на диске
timeline-starred = в избранном
timeline-saved = сохранено
timeline-photos =
    { $count ->
        [one] { $count } фотография
        [few] { $count } фотографии
        [many] { $count } фотографий
       *[other] { $count } фотографии
    }
timeline-sources =
    { $count ->
        [one] { $count } источник
        [few] { $count } источника
        [many] { $count } источников
       *[other] { $count } источника
    }
timeline-density = Плотность строк
timeline-densities-compact = Плотно
timeline-densities-regular = Обычно
timeline-densities-roomy = Просторно
timeline-acts = Что сделать со статьёй
timeline-open = Открыть
timeline-untitled = Без заголовка
timeline-feed = Об источнике
timeline-failed = Страницу не удалось прочитать
timeline-end = Лента на этом кончается

empty-unread = Газета дочитана
empty-unreadHint = А пока можно вернуться к отложенному.
empty-openSaved = Открыть сохранённое
empty-starred = В избранном пусто
empty-starredHint = Нажмите { $key } на статье, которую хочется оставить.
empty-saved = Ничего не отложено
empty-savedHint = Нажмите { $key } на статье, чтобы прочесть её позже.
empty-photo_reports = Фоторепортажей пока нет
empty-photoHint = Они соберутся здесь, как только выйдут.
empty-hidden = Ничего не скрыто
empty-hiddenHint = Нажмите { $key } на статье, которую не хочется видеть.
empty-list = Здесь пока пусто
empty-listHint = Новые статьи придут со следующим обновлением.
empty-openAll = Открыть всю ленту
empty-noFeeds = Пока ни одного источника
empty-noFeedsHint = Выберите издания из каталога или вставьте адрес любимого сайта.
empty-choose = Выбрать издания
empty-pick = Выберите статью
empty-pickHint = { $next } и { $previous } ведут по ленте, { $open } открывает. Все клавиши: { $help }
empty-noText = Текста пока нет на диске
empty-noTextHint = Скачаем первым делом, как появится сеть. Заголовок и лид сохранены.
empty-photo = Фотографии нет на диске

article-label = Статья
article-back = К ленте
article-star = В избранное
article-unstar = Убрать из избранного
article-save = Отложить
article-unsave = Убрать из сохранённого
article-read = Отметить прочитанной
article-unread = Отметить непрочитанной
article-hide = Скрыть
article-unhide = Показать снова
article-copied = Ссылка скопирована
article-print = Напечатать
article-noVoice = На этом компьютере нет голоса для языка статьи
article-outside = Открыть в браузере
article-previous = Предыдущая статья
article-next = Следующая статья
article-minutes =
    { $count ->
        [one] { $count } минута
        [few] { $count } минуты
        [many] { $count } минут
       *[other] { $count } минуты
    }
article-changedAt = изменено { $time }
article-complete = целиком на диске
article-photo = Фото: { $who }
article-report = Фоторепортаж
article-photos =
    { $count ->
        [one] { $count } фотография
        [few] { $count } фотографии
        [many] { $count } фотографий
       *[other] { $count } фотографии
    }
article-elsewhere = Ещё об этом
article-related = Читайте также
article-all = Все { $count }
article-inLibrary = в библиотеке
article-opensOutside = откроется в браузере
article-video = Смотреть ролик
article-videoHint = Ролик откроется в браузере, { $where }: в офлайне его нет.
article-videoFile = на сайте издания
article-revisions = Прежние тексты
article-replaced = До { $time }
article-removed = Убрано:
article-added = Добавлено:
article-unchanged =
    { $count ->
        [one] { $count } абзац без изменений
        [few] { $count } абзаца без изменений
        [many] { $count } абзацев без изменений
       *[other] { $count } абзаца без изменений
    }
article-apart = От этого текста почти ничего не осталось.
article-gone = Этой статьи больше нет в библиотеке

fullText-fetch = Скачать текст со страницы
fullText-fetching = Страница скачивается…
fullText-failed = Страницу получить не удалось
fullText-here = Это уже текст со страницы

gallery-label = Галерея
gallery-close = Закрыть галерею
gallery-previous = Предыдущая фотография
gallery-next = Следующая фотография
gallery-nearer = Приблизить
gallery-farther = Отдалить
gallery-of = { $i } из { $count }
gallery-read = Читать статью
gallery-film = Все фотографии
gallery-photo = Фотография { $i }

rates-title = Курсы
rates-widget = { $provider }, на { $date }
rates-subtitle = { $provider }, официальный курс на { $date }.
rates-fetched = Получено { $age }.
rates-nbk = Нацбанк
rates-cbr = Банк России
rates-ecb = Европейский центробанк
rates-frankfurter = Frankfurter
rates-currency = Валюта
rates-rate = Курс, { $base }
rates-change = Изменение
rates-date = На дату
rates-source = Источник
rates-up = вырос
rates-down = упал
rates-unchanged = не изменился
rates-unknown = не с чем сравнить
rates-none = Курсов пока нет
rates-noneHint = Они придут с первым обновлением.
rates-doubtful = Опубликовано { $value }; не показываем: расходится на порядок
rates-history = { $code } к { $base }
rates-days =
    { $count ->
        [365] год
        [one] { $count } день
        [few] { $count } дня
        [many] { $count } дней
       *[other] { $count } дня
    }
rates-span = За какое время
rates-highest = Максимум
rates-lowest = Минимум
rates-mean = В среднем
rates-since = с { $date }
rates-showTable = Таблицей
rates-hideTable = Скрыть таблицу
rates-save = Сохранить в CSV
rates-noHistory = О прошлых днях пока ничего нет. Они загружаются сами, по нескольку в минуту.
rates-showHistory = Как менялся { $code }
rates-converter = Конвертер
rates-amount = Сумма
rates-noAmount = Введите цифры; дробную часть отделяйте точкой или запятой.
rates-from = Из
rates-to = В
rates-swap = Наоборот
rates-onDay = На день
rates-dayHint = Пусто: самые новые
rates-noDay = Такого дня ещё не было; напишите, например, { $example }.
rates-by = Курсы на { $date }: { $price }
rates-noTable = Нет таблицы, где на этот день есть обе валюты.
rates-base = Основная валюта
rates-baseHint = В ней показаны остальные. По ней выбирается банк: у тенге, рубля и евро он свой.
rates-watches = Сообщать
rates-watchesHint = USD 1%: курс изменился на столько за одну публикацию. USD 500: прошёл эту отметку.
rates-watch = Условие, например USD 1% или USD 500
rates-addWatch = Добавить
rates-removeWatch = Убрать { $watch }

weather-title = Погода
weather-at = на { $time }
weather-subtitle = Прогноз на { $time }, получен { $age }.
weather-now = сейчас
weather-feels = ощущается как { $degrees }
weather-day = Днём до { $high }, ночью до { $low }.
weather-air = Воздух
weather-aqi = AQI{"\u00a0"}{ $index }, { $word }
weather-aqiWords-1 = хороший
weather-aqiWords-2 = средний
weather-aqiWords-3 = чувствительным вреден
weather-aqiWords-4 = вредный
weather-aqiWords-5 = опасный
weather-wind = Ветер
weather-gusts = порывы { $speed }
weather-humidity = Влажность
weather-pressure = Давление
weather-sun = Солнце
weather-sunUntil = до { $time }
weather-hours = По часам
weather-drawn-temperature = линия: температура
weather-drawn-felt = пунктир: ощущается
weather-drawn-chance = столбики: вероятность осадков
weather-days = По дням
weather-pm = PM2,5: { $fine } мкг/м³, PM10: { $coarse } мкг/м³
weather-chance = осадки { $percent }
weather-none = Прогноза пока нет
weather-noneHint = Он придёт с первым обновлением.
weather-tooOld = Прогнозу больше двух суток, показывать его нечестно. Обновим, как только появится сеть.
weather-credit = Weather data by Open-Meteo.com
weather-creditMet = Weather data by MET Norway
weather-directions-0 = С
weather-directions-1 = СВ
weather-directions-2 = В
weather-directions-3 = ЮВ
weather-directions-4 = Ю
weather-directions-5 = ЮЗ
weather-directions-6 = З
weather-directions-7 = СЗ
weather-codes-clear = Ясно
weather-codes-mostly_clear = Малооблачно
weather-codes-partly = Облачно с прояснениями
weather-codes-overcast = Пасмурно
weather-codes-fog = Туман
weather-codes-rime = Туман с изморозью
weather-codes-drizzle = Морось
weather-codes-freezing_drizzle = Ледяная морось
weather-codes-light_rain = Небольшой дождь
weather-codes-rain = Дождь
weather-codes-heavy_rain = Сильный дождь
weather-codes-freezing_rain = Ледяной дождь
weather-codes-light_snow = Небольшой снег
weather-codes-snow = Снег
weather-codes-heavy_snow = Сильный снег
weather-codes-grains = Снежная крупа
weather-codes-showers = Ливень
weather-codes-heavy_showers = Сильный ливень
weather-codes-snow_showers = Снежные заряды
weather-codes-storm = Гроза
weather-codes-hail = Гроза с градом
weather-codes-unknown = Без описания

search-title = Поиск
search-field = Слова, «фраза», -кроме
search-hint = Наберите слово: найдутся и другие его формы.
search-nothing = «{ $query }» — ничего не нашлось
search-nothingHint = Попробуйте начало слова или другой язык.
search-found = Найдено: { $count }
search-foundMore = Найдено: больше { $count }
search-start = Что найти?

settings-title = Настройки
settings-sections = Разделы настроек
settings-look = Язык и вид
settings-language = Язык
settings-theme = Тема
settings-themes-system = Как в системе
settings-themes-light = Светлая
settings-themes-dark = Тёмная
settings-themes-sepia = Сепия
settings-themes-contrast = Контрастная
settings-lists = Ленты и отметки
settings-readWhen = Статья прочитана
settings-readWhenHint = Переход по ленте клавишами ничего не отмечает.
settings-unmarkHint = Отмеченное прокруткой возвращает { $key }.
settings-readWhens-opened = когда открыта
settings-readWhens-stayed = через пять секунд
settings-readWhens-passed = открыта или прокручена
settings-unreadNumbers = Числа непрочитанного
settings-unreadNumbersHint = Если выключить, их не будет сбоку, на первой полосе и в трее.
settings-widgets = Курсы и погода
settings-city = Город
settings-currencies = Валюты
settings-currenciesHint = В том порядке, в каком их показывать.
settings-addCurrency = Добавить валюту
settings-removeCurrency = Убрать { $code }
settings-updating = Обновление
settings-automatic = Обновлять самостоятельно
settings-automaticHint = Источники спрашиваем в срок и не чаще, чем они разрешают.
settings-interval = Заглядывать в источник каждые
settings-minutes = { $count } мин
settings-hours =
    { $count ->
        [one] { $count } час
        [few] { $count } часа
        [many] { $count } часов
       *[other] { $count } часа
    }
settings-proxy = Прокси
settings-proxyHint = Например, http://127.0.0.1:8080 или socks5://… Пароль (http://имя:пароль@…) хранится в системной связке ключей. Пусто, если не нужен.
settings-alwaysMetered = Считать лимитным любое подключение
settings-alwaysMeteredHint = Если система не сообщает, какое подключение лимитное.
settings-metered = По лимитному подключению
settings-battery = Когда экономится заряд
settings-reach-everything = Всё
settings-reach-headlines = Заголовки
settings-reach-nothing = Ничего
settings-reachHint = Что загружается тогда. При «Ничего» заголовки приходят, когда вы попросите.
settings-activity = Как отвечают сайты
settings-activityHint = Когда каждый проверен, что ответил и когда проверим его снова.
settings-openActivity = Открыть обновления
settings-keeping = Хранение
settings-days =
    { $count ->
        [one] { $count } день
        [few] { $count } дня
        [many] { $count } дней
       *[other] { $count } дня
    }
settings-sources = Источники
settings-opmlImport = Загрузить OPML
settings-opmlExport = Выгрузить OPML
settings-opmlHint = Список источников можно перенести из другой программы или в неё.
settings-hiddenHint = Скрытого нет ни в одной ленте, ни в поиске, ни в уведомлениях. Отсюда его можно вернуть.
settings-hideHint = Статью скрывает { $key }.
settings-openHidden = Открыть ({ $count })
settings-imported =
    Добавлено { $added ->
        [one] { $added } источник
        [few] { $added } источника
        [many] { $added } источников
       *[other] { $added } источника
    } из { $found }
settings-importedKnown =
    { $count ->
        [one] { $count } источник уже был
        [few] { $count } источника уже были
        [many] { $count } источников уже были
       *[other] { $count } источника уже были
    }
settings-importedOdd = Что не подошло или странно ({ $count })
settings-importedPrivate =
    { $count ->
        [one] { $count } адрес
        [few] { $count } адреса
        [many] { $count } адресов
       *[other] { $count } адреса
    } внутри вашей сети
settings-exported = Список источников сохранён
settings-version = Qazet { $version }
settings-keys = Клавиши

first-step-language = Язык
first-step-papers = Издания
first-step-city = Город
first-languageTitle = Ваша газета
first-languageHint = Qazet приносит новости на ваш диск и остаётся целой газетой, когда сети нет. О вас не узнает никто: ничего не уходит с этого компьютера.
first-papersTitle = Что читать по утрам?
first-papersHint = Выберите несколько изданий: первые новости придут через секунды. Добавить и убрать можно потом.
first-allTopics = Все
first-cityTitle = Погода какого города?
first-cityHint = Она стоит рядом с новостями, вместе с курсами.
first-forward = Дальше
first-forwardWith =
    Дальше: { $count ->
        [one] { $count } издание
        [few] { $count } издания
        [many] { $count } изданий
       *[other] { $count } издания
    }
first-back = Назад
first-done = Открыть газету
first-skip = Пропустить
first-subscribed = уже здесь
first-site = сайт
first-topics-kazakhstan = Казахстан
first-topics-central_asia = Центральная Азия
first-topics-world = Мир
first-topics-business = Экономика
first-topics-tech = Техника
first-topics-science = Наука
first-topics-sport = Спорт
first-topics-culture = Культура
first-topics-general = Обо всём
first-languages-en = английский
first-languages-ru = русский
first-languages-kk = казахский

rescue-title = Библиотека была повреждена, Qazet её восстановил
rescue-whole = Ничего не потеряно.
rescue-part =
    На месте { $feeds ->
        [one] { $feeds } источник
        [few] { $feeds } источника
        [many] { $feeds } источников
       *[other] { $feeds } источника
    }, { $articles ->
        [one] { $articles } статья
        [few] { $articles } статьи
        [many] { $articles } статей
       *[other] { $articles } статьи
    } и { $marked ->
        [one] { $marked } ваша отметка
        [few] { $marked } ваши отметки
        [many] { $marked } ваших отметок
       *[other] { $marked } вашей отметки
    }.
rescue-aside = Повреждённый файл отложен: { $file }.
rescue-seen = Понятно

words-close = Закрыть
words-cancel = Не надо
words-undo = Отменить
words-gone = Убрано: { $name }
words-retry = Попробовать ещё раз
words-save = Сохранить
words-failed = Не получилось
words-offline = Нет сети
words-loading = Загрузка
words-yesterday = Вчера
words-today = Сегодня

time-months-1 = января
time-months-2 = февраля
time-months-3 = марта
time-months-4 = апреля
time-months-5 = мая
time-months-6 = июня
time-months-7 = июля
time-months-8 = августа
time-months-9 = сентября
time-months-10 = октября
time-months-11 = ноября
time-months-12 = декабря
time-weekdays-0 = Воскресенье
time-weekdays-1 = Понедельник
time-weekdays-2 = Вторник
time-weekdays-3 = Среда
time-weekdays-4 = Четверг
time-weekdays-5 = Пятница
time-weekdays-6 = Суббота
time-weekdaysShort-0 = Вс
time-weekdaysShort-1 = Пн
time-weekdaysShort-2 = Вт
time-weekdaysShort-3 = Ср
time-weekdaysShort-4 = Чт
time-weekdaysShort-5 = Пт
time-weekdaysShort-6 = Сб
time-justNow = только что
time-shortMinutes = { $count } мин
time-shortHours = { $count } ч
time-minutesAgo =
    { $count ->
        [one] { $count } минуту
        [few] { $count } минуты
        [many] { $count } минут
       *[other] { $count } минуты
    } назад
time-hoursAgo =
    { $count ->
        [one] { $count } час
        [few] { $count } часа
        [many] { $count } часов
       *[other] { $count } часа
    } назад
time-daysAgo =
    { $count ->
        [one] { $count } день
        [few] { $count } дня
        [many] { $count } дней
       *[other] { $count } дня
    } назад
time-inMinutes =
    через { $count ->
        [one] { $count } минуту
        [few] { $count } минуты
        [many] { $count } минут
       *[other] { $count } минуты
    }
time-inHours =
    через { $count ->
        [one] { $count } час
        [few] { $count } часа
        [many] { $count } часов
       *[other] { $count } часа
    }
time-soon = вот-вот
time-dayMonth = { $day } { $month }
time-dayMonthYear = { $day } { $month } { $year }

currencies-USD = Доллар США
currencies-EUR = Евро
currencies-RUB = Российский рубль
currencies-CNY = Китайский юань
currencies-GBP = Фунт стерлингов
currencies-KGS = Кыргызский сом
currencies-UZS = Узбекский сум
currencies-TRY = Турецкая лира
currencies-JPY = Японская иена
currencies-CHF = Швейцарский франк
currencies-AED = Дирхам ОАЭ
currencies-KRW = Южнокорейская вона
currencies-GEL = Грузинский лари
currencies-BYN = Белорусский рубль
currencies-PLN = Польский злотый
currencies-INR = Индийская рупия
currencies-CAD = Канадский доллар
currencies-AUD = Австралийский доллар
currencies-SAR = Саудовский риял
currencies-KZT = Тенге

notices-title = Уведомления
notices-on = Сообщать новости вне окна
notices-onHint = Срочное, то, о чём пишут сразу многие, и то, за чем вы следите. Для любого источника можно выбрать всё или ничего.
notices-cap = Не больше в день
notices-noCap = Без предела
notices-capIs = { $count }
notices-gap = Перерыв между двумя
notices-noGap = Нет
notices-gapIs =
    { $minutes ->
        [one] { $minutes } минута
        [few] { $minutes } минуты
        [many] { $minutes } минут
       *[other] { $minutes } минуты
    }
notices-urgent = Срочное проходит всегда
notices-urgentHint = То, что источник называет срочным или о чём сразу пишут три источника, придёт и в тихие часы, и сверх предела.
notices-quiet = Тихие часы
notices-quietHint = Что пришло за это время, будет показано один раз после.
notices-quietOn = Соблюдать тихие часы
notices-from = С
notices-to = До
notices-days = В какие вечера они начинаются
notices-bell = Уведомления источника
notices-bells-all = Все
notices-bells-important = Важное
notices-bells-none = Никаких
notices-bellIs-all = Сообщает обо всём
notices-bellIs-none = Ни о чём не сообщает
notices-ring-all = Сообщать обо всём
notices-ring-important = Сообщать только важное
notices-ring-none = Ничего не сообщать
notices-watches = Следить
notices-watchesHint = Слова, места и имена находятся во всех формах, по-русски и по-казахски.
notices-mutes = Не сообщать
notices-mutesHint = Запрет сильнее всего остального.
notices-kind = Что это
notices-kinds-words = Слова
notices-kinds-place = Место
notices-kinds-person = Человек
notices-text = Слова, стоящие рядом
notices-ends = Надолго ли
notices-endings-never = Навсегда
notices-endings-day = На день
notices-endings-week = На неделю
notices-endings-month = На месяц
notices-until = до { $day }
notices-add = Добавить
notices-remove = Убрать: { $text }
notices-pause = Пауза
notices-pauses-hour = На час
notices-pauses-tomorrow = До завтра
notices-pauses-until_resumed = Пока не включу
notices-paused = Уведомления на паузе
notices-pausedUntil = Уведомления на паузе до { $time }
notices-resume = Включить
notices-recent = Недавние уведомления
notices-recentHint = О каждом сказано, почему оно пришло и что с ним стало.
notices-openRecent = Показать
notices-today = Показано сегодня: { $count }
notices-none = Уведомлений пока нет
notices-noneHint = Первые статьи источника принимаются молча. Всё, о чём стоит сообщить потом, появится здесь вместе с причиной.
notices-reasons-watch = вы следите: { $text }
notices-reasons-urgent = источник считает это срочным
notices-reasons-burst = источников об этом: { $count }
notices-reasons-source = вы хотите знать всё от этого источника
notices-reasons-asked = вы об этом просили
notices-shown = показано
notices-waiting = ждёт
notices-dropped = не показано
notices-because-off = уведомления выключены
notices-because-focused = Qazet был перед вами
notices-because-nobody = не было рабочего стола
notices-because-paused = была пауза
notices-because-locked = экран был заблокирован
notices-because-full_screen = экран был занят
notices-because-do_not_disturb = система просила не беспокоить
notices-because-quiet_hours = тихие часы
notices-because-cap = достигнут предел на день
notices-because-gap = слишком скоро после другого
notices-because-old = уже не новость
notices-because-read = вы уже прочли
notices-because-unwanted = больше не нужно
places-cities = Города
places-citiesHint = Их погода хранится и запрашивается разом. Город со звездой виден рядом с новостями.
places-add = Добавить город
places-addHint = Наберите начало названия
places-search = Искать «{ $name }» везде
places-searching = Ищем…
places-nothing = Город «{ $name }» не найден
places-makeFirst = Показывать рядом с новостями: { $name }
places-isFirst = Рядом с новостями: { $name }
places-forward = Передвинуть вперёд: { $name }
places-remove = Убрать: { $name }
places-temperature = Температура
places-wind = Скорость ветра
places-pressure = Давление
places-celsius = °C
places-fahrenheit = °F
places-ms = м/с
places-kmh = км/ч
places-mph = миль/ч
places-hpa = гПа
places-mmhg = мм рт. ст.
places-watches = Предупреждать об опасной погоде
places-watchesHint = В любом из ваших городов на сутки вперёд, о каждом явлении не чаще раза в день.
places-thunderstorm = Гроза
places-heavySnow = Сильный снег
places-strongWind = Ветер от, { $unit }
places-badAir = AQI выше
places-doubtful = Сомнительно, поэтому не показано: { $what }
places-measures-temperature = температура
places-measures-feels_like = ощущаемая температура
places-measures-humidity = влажность
places-measures-pressure = давление
places-measures-wind = ветер
places-measures-precipitation = осадки
places-measures-probability = вероятность осадков
places-measures-air = AQI
places-measures-dust = частицы в воздухе
places-precipitation = Осадки
places-chance = вероятность
places-notNow = Об этом часе ничего не известно.
places-beside = Рядом с новостью
places-chart = Что было с курсом { $code }
places-forecast = Прогноз: { $city }
places-providers = Курсы и погода
places-provider = Источник
places-answered = Ответил
places-never = ещё нет
places-allRight = Всё в порядке
places-again = Снова спросим после { $time }.
places-unreadable = Ответ не удалось прочесть. Прежние данные остаются, возраст указан.
places-damaged = Сохранённые данные больше не читаются. Запросим их заново.
places-names-open_meteo = Open-Meteo
places-names-air_quality = Open-Meteo: воздух
places-names-met_norway = MET Norway
places-names-geocoding = Open-Meteo: города

# What a link or a notification led to.
links-too_long = Ссылка слишком длинная для адреса с новостями.
links-not_web = В ссылке нет веб-адреса.
links-unknown = Qazet не знает, куда ведёт эта ссылка.
links-gone = Этой статьи больше нет в библиотеке.

# What surrounds the window.
desktop-title = Окно и трей
desktop-close = Закрытое окно остаётся в трее
desktop-noTray = При закрытии окна
desktop-noTrayHint = На этом рабочем столе нет значков в трее, поэтому без окна остаться негде. В GNOME их показывает расширение «AppIndicator».
desktop-quits = Выйти
desktop-minimises = Свернуть
desktop-login = Запускать при входе в систему
desktop-hidden = Запускать скрытым
desktop-hiddenHint = Без окна, в трее. Окно покажет второй запуск.
desktop-hiddenNoTray = Без трея окно всё равно откроется.
desktop-safe = Рисовать без видеокарты
desktop-safeHint = Если окно пустое или мерцает. Действует со следующего запуска.
desktop-portable = Переносной
desktop-portableHint = Библиотека лежит рядом с программой, в папке qazet-data.
