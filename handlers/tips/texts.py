"""What a tipster reads. The promise is exactly this: we do not keep who you are. Telegram knows it."""

from types import MappingProxyType

from handlers.text import N_

BEFORE = N_(
    "<b>Giv et tip om stoffer eller mistænkelig adfærd</b>\n\n"
    "Er der fare nu, så ring {emergency}. Haster det, så ring {police}: Her læser ingen døgnet rundt.\n\n"
    "<b>Vi gemmer ikke, hvem du er.</b> Men Telegram kender din konto og kan se, at du skriver til os.\n\n"
    "• Skriv ikke, hvem du er, eller hvordan du ved det.\n"
    "• Send ikke originale filer, lyd, kontakter eller din position.\n"
    "• Det, du skriver, kan komme med i en sag.\n"
    "• Undersøg ikke noget selv.\n"
    "• Det er strafbart at anklage nogen mod bedre vidende.\n\n"
    "Vil du uden om Telegram, så brug {url} eller ring {police}."
)
NOW = N_("<b>Sker det lige nu?</b>")
SCHOOL = N_("<b>Er det ved en skole?</b>")
CALL_NOW = N_(
    "<b>Ring {emergency} nu, hvis der er fare. Ellers ring {police}.</b>\n\n"
    "Kun et opkald kan sende en patrulje. Du kan stadig give tippet her bagefter."
)
CALL_SCHOOL = N_(
    "<b>Ring {police} nu. Er der fare, så ring {emergency}.</b>\n\n"
    "Politigarantien gælder, når nogen sælger stoffer åbenlyst ved en skole: Så rykker politiet ud, men det "
    "kræver, at du ringer. Du kan stadig give tippet her bagefter."
)
PREVIEW = N_("<b>Sådan ser betjenten det</b>\nDet er ikke sendt endnu.")
LOCKING = N_("Tippet låses og lægges ind. Bliv her: Om højst {seconds} sekunder får du en kode.")
LOCKING_NOW = N_("Tippet låses og lægges ind. Bliv her: Om et øjeblik får du en kode.")
NOT_YET = N_("Vi kan ikke lægge tippet ind lige nu. Det ligger låst her, og vi prøver igen hele tiden.")
RECEIVED = N_(
    "<b>Tippet er modtaget.</b> Din kode er\n\n<code>{code}</code>\n\n"
    "Skriv den ned et sted, kun du ser. Den vises kun her, og beskeden slettes om {minutes} minutter. "
    "Vi kan ikke finde den igen.\n\n"
    "Hvad nu? En betjent læser tippet. Har vi et spørgsmål, ligger det bag koden: Skriv /tip om et par dage, "
    "og tryk Jeg har en kode. Du kan også tilføje noget eller trække tippet tilbage."
)
NOTED = N_("Koden er slettet fra chatten.")
WHICH_CODE = N_("Skriv koden. Din besked slettes med det samme.")
NO_CODE = N_("Koden har 16 tegn, for eksempel 7H2K-Q9XW-B4TN-0V1M. Skriv den igen.")
NOTHING_THERE = N_(
    "Vi finder ikke noget med den kode. Den kan være skrevet forkert, eller tippet kan være slettet igen."
)
WAIT = N_("Det var mange forsøg. Vent et halvt minut, og prøv så igen.")
BUSY = N_("Der er mange lige nu. Vent et halvt minut, og prøv så igen.")
QUESTION = N_("<b>Vi spørger:</b>\n<blockquote>{words}</blockquote>")
NO_QUESTION = N_("Der er ingen nye spørgsmål til tippet.")
IS_CLOSED = N_("Tippet er læst og afsluttet.")
WRITE = N_("Skriv her, hvis du vil svare eller tilføje noget. Alt i chatten slettes igen.")
ADD = N_("<b>Det bliver sendt:</b>\n<blockquote>{words}</blockquote>")
ADDED = N_("Det er lagt til tippet.")
LEAVE = N_("Vil du trække tippet tilbage? Så slettes det hele hos os, og koden holder op med at virke.")
LEFT = N_("Tippet er slettet.")
CLOSED = N_("Lukket. Det, der blev skrevet om tippet, er slettet her.")
KEPT = N_("{count} af beskederne kan ikke slettes herfra. Slet dem selv.")
MAY_STAND = N_("Forbindelsen svigtede undervejs, så noget kan være blevet stående. Slet selv, hvad du ser.")
SILENT = N_("Der er ikke sket noget længe, så vi har lukket og slettet. Skriv /start for at begynde igen.")
RESTARTING = N_(
    "Vi genstarter, så vi har lukket og slettet det, du var ved at skrive. "
    "Skriv /tip om lidt for at begynde igen."
)
NOT_SENT = N_(
    "Vi kunne ikke lægge tippet ind, og nu er det slettet her. "
    "Prøv igen senere, brug {url}, eller ring {police}."
)
NO_TIPS = N_(
    "Vi kan ikke tage imod tips her lige nu. Brug {url}, eller ring {police}. "
    "Er der fare, så ring {emergency}."
)
STILL_HERE = N_("Du er i gang med noget andet. Luk det først, eller fortsæt.")
OFFER = N_(
    "Det lyder som et tip. Vil du give det, uden at vi gemmer, hvem du er? "
    "Vi har ikke gemt det, du skrev. Du kan skrive det igen, når vi spørger."
)
LOST = N_(
    "Vi er lige startet igen efter en fejl. Var du i gang med et tip, er det slettet her, og du kan begynde "
    "forfra. Vi har ikke gemt det, du lige skrev."
)
WHAT_ELSE = N_("Så skriv det igen, eller vælg her.")
UNREAD = N_("Det kan vi ikke tage imod her. Vi har slettet det.")
TROUBLE = N_("Noget gik galt hos os. Det, du har skrevet, er her endnu. Prøv igen om lidt.")
OLD = N_("Den knap er forældet. Vi er her:")
EDITED = N_("Vi ser ikke rettelser i gamle beskeder. Tryk Tilbage eller Ret.")
TOO_MANY = N_("Der er ikke plads til flere billeder lige nu.")
NO_PICTURE = N_("Det billede kan vi ikke bruge. Send et andet, eller tryk Spring over.")
CAPTION = N_("Teksten under billedet er ikke med. Tryk Ret ved det, den hører til, når du ser det hele.")
AS_FILE = N_("Send det som billede, ikke som fil: En fil kan have sted og tid med. Vi har slettet den.")
LATE = N_("Det er lukket og slettet. Skriv /tip for at begynde igen.")

# What is no text and no photo is refused, whatever Telegram thinks of next; these are the usual ones.
REFUSED = MappingProxyType(
    {
        "photo": N_(
            "Vi spørger efter billeder til sidst. Send det igen, når vi gør. Vi har slettet det så længe."
        ),
        "voice": N_("En stemme kan genkendes. Vi har slettet beskeden. Skriv det med ord."),
        "audio": N_("En stemme kan genkendes. Vi har slettet beskeden. Skriv det med ord."),
        "video": N_("Vi tager ikke imod video, for den kan vise, hvem du er. Vi har slettet den."),
        "video_note": N_("Vi tager ikke imod video, for den kan vise, hvem du er. Vi har slettet den."),
        "document": AS_FILE,
        "contact": N_("Send ikke kontakter. Vi har slettet beskeden."),
        "location": N_("Send ikke din position. Vi har slettet den. Skriv stedet med ord, når vi spørger."),
        "forward": N_("Noget videresendt kan vise, hvor du har det fra. Vi har slettet det."),
    }
)

GO_ON, CLOSE, HAVE_CODE = N_("Fortsæt"), N_("Luk nu"), N_("Jeg har en kode")
YES, NO = N_("Ja"), N_("Nej")
STILL_TIP, SEND_TIP = N_("Giv tippet alligevel"), N_("Send tippet")
WRITTEN_DOWN = N_("Jeg har skrevet den ned")
SEND_MORE, REWRITE = N_("Send det"), N_("Skriv det om")
TAKE_BACK, REALLY, STAY = N_("Træk tippet tilbage"), N_("Ja, slet tippet"), N_("Nej, behold det")
GIVE_TIP, NO_TIP = N_("Giv et tip"), N_("Det er noget andet")
