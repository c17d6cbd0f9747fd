"""What counts as acute in any message, and what must not."""

import re

import pytest

from handlers.words.acute import LONGEST_READ, Acute, acute

USUAL = "de kører alt for stærkt på Skolevej ved Netto hver morgen mellem 7 og 8"

DANGER = """
de slås lige nu | De slås | der er slagsmål foran Netto | slagsmål lige nu på torvet | slagsmåll lige nu
to mænd slås uden for pizzeriaet | indbrud igang | indbrud i gang hos naboen | inbrud igang
der er indbrud hos naboen lige nu | Der er nogen der bryder ind hos naboen
nogen prøver at bryde ind i vores hus | der er en indbrudstyv i haven | hjælp | HJÆLP!!! | hjæææælp
hjelp mig | hjaelp | hjælp mig nu | hjælp os hurtigt | jeg har brug for hjælp nu | sos | 112 | ring 112
han har en kniv | han har en stor kniv | en mand med en kniv ved stationen
der går en mand rundt med en pistol | han truer mig med en økse | der er skudt | der bliver skudt på gaden
de skyder | jeg hørte skud lige nu | ulykke lige nu | der er sket en ulykke på Hovedgaden
der er lige sket et uheld ved krydset | trafikulykke lige nu på Kystvejen | et barn er kørt ned
en cyklist er blevet påkørt | min søn er blevet overfaldet | jeg bliver overfaldet | han slår hende
han slår min mor lige nu | naboen slår sin kone | han vil slå mig ihjel | det brænder hos naboen
der er brand i garagen | der er ild i en bil | min mand trækker ikke vejret | hun er bevidstløs
jeg vil tage mit eget liv | han er gået amok | mit barn er væk | der er en spøgelsesbilist på motorvejen
kom hurtigt, de slås igen | Der var indbrud sidste uge. Nu bryder de ind igen
der var skud for fem minutter siden | jeg vil bestille en betjent, de slås lige nu
Hjælp, der står en mand uden for min dør | send politiet nu | der er røveri i Brugsen
røveri igang i kiosken | der kører en spritbilist lige nu | vanvidskørsel lige nu på Ringvejen
en mand følger efter mig | somebody is being attacked | help | help me please | HELP!! | hlep
there is a fight outside | they are fighting right now | he has a gun | he's got a knife
a man with a knife | someone is breaking in | somebody is breaking into my neighbour's house
burglary in progress | there has been an accident | car accident right now on the main road
my house is on fire | she is not breathing | I'm being followed by a man | he is beating her
call the police | I want to kill myself | shots fired | my child is missing | somone is beeing attacked
burglery in progress | der er en mand der banker sin kone inde ved siden af | Naboen tæsker sin kæreste
han stikker folk med en kniv | der ligger en mand og bløder på fortovet
der er kørt en cyklist ned på Algade | en dreng er blevet ramt af en bil | en bil er kørt i grøften
to biler er stødt sammen i krydset | der er sammenstød på motorvejen | nogen er ved at bryde ind i min bil
der er tyve i mit hus | der er en fremmed mand i vores have og han prøver at komme ind
hjælp der er nogen i huset | jeg er bange, der er nogen uden for mit vindue | min eks truer mig på livet
han siger han vil slå mig ihjel | min far er faldet om | min mor kan ikke få luft | huset er i brand
bilen brænder | det lugter af gas i hele opgangen | en kvinde råber om hjælp
der er en der skriger om hjælp | jeg bliver forfulgt af en bil | der er masser af blod
politiet skal komme nu | kan i komme med det samme, de slår på hinanden | de smadrer biler lige nu
nogen stjæler min bil lige nu | de er ved at stjæle min cykel | der er hærværk i gang på skolen
en fuld mand kører bil lige nu på Ringvej | de kører i den forkerte side af motorvejen
en pige er blevet voldtaget | min veninde har taget en overdosis | jeg kan ikke mere jeg vil dø
hun vil springe ud fra broen | mit barn er forsvundet | der bliver skudt | jeg hørte skud | hurtigt politi
akut hjælp | SOS HJÆLP | 112 nu | someone is following me | a man is threatening me with a knife
there's a burglar in my house | they are breaking into a car right now
help, there's someone outside my door | my neighbour is hitting his wife | there was just an accident
two cars have crashed | a kid got hit by a car | he collapsed and isn't breathing | please send police
I think someone is being robbed | fire in the building | gunshots outside | i smell gas
der er en der har fået tæsk foran kroen | tre unge overfalder en dreng på stationen | naboens hus brænder
en mand ligger bevidstløs på vejen | min kæreste slår mig | der står en mand med en pistol i banken
de skyder efter hinanden | indbrud lige nu hos genboen | inbrudstyv hos naboen nu
de er ved at bryde ind i kiosken | jeg er blevet røvet | der er en ulykke på Holbækvej, to biler
voldsomt uheld lige nu ved Netto | en ældre mand er væltet på cykel og bløder | hjælp han er efter mig
help he has a knife | slåskamp uden for diskoteket lige nu | knivstikkeri på torvet
der er nogen der er blevet stukket ned | der er brand | jeg bliver truet med en kniv
min eksmand prøver at komme ind ad døren | der kører en fuld mand i bil lige nu
der er masseslagsmål ved skolen | en bil er væltet på motorvejen lige nu
de smadrer ruder på skolen lige nu | nogen har taget mit barn | jeg tror min nabo er død
a car hit a child just now | somebody broke into my house and is still here | there is a man with a gun
people are fighting outside the bar | my friend is unconscious | he is strangling her
armed robbery at the shop | burglars next door right now | there's a fire at my neighbour's
someone is trying to break in | she wants to kill herself | drunk driver on the E20 right now
der er to der slås med knive på Torvet | naboen har fået et hjertestop
min søn bliver slået af tre drenge i parken lige nu | en mand har trukket en kniv
der er nogen der prøver at stjæle biler på vejen lige nu | vores nabo råber at han vil dræbe sin kone
jeg hører skud fra lejligheden ovenpå | hjælp min mand slår mig | brand i en skraldespand ved skolen lige nu
en fyr er ved at sparke min dør ind | en knallertkører er kørt galt og bløder fra hovedet
en lastbil har ramt en cyklist lige nu | der er indbrudd igang | she's bleeding a lot
a guy with a gun is outside the school | please help he is going to kill me | there is a robbery going on
there's been a crash on Roskildevej | someone got stabbed | my house is burning
skyderi | ovrfald | overfal | røveri | voldtægt | selvmord | slagsmal | kom hurtigt | det haster
der er en kvæstet | der er flere kvæstede på vejen | mit barn er blevet væk nu | nogen er i mit hus
der står en indbrudstyv i min stue | der kører en fuld mand lige nu | der er en bombe i tasken
en dreng er faldet i vandet | en mand er gået gennem isen
indbrud i gagn | hjlp | min x mand står uden for min dør | min eks er udenfor og vil ind
der ligger en person på vejen | hun vågner ikke | han reagerer ikke | min mor er faldet og kan ikke rejse sig
det brænder på altanen | der kommer røg ud af vinduet hos naboen | nogen har sat ild på en container
bil i grøften | bil kørt ind i træ lige nu | han er fuld og kører nu | han er stiv og sætter sig bag rattet nu
min datter på 6 er blevet væk | vi kan ikke finde vores søn | min far med demens er forsvundet
jeg har lyst til at dø | jeg har taget en masse piller | en står på broen og vil hoppe
de sparker på en der ligger ned | de tæver en dreng nede ved stationen | skudd lige nu
der er bombetrussel på skolen | de er igang med at stjæle min bil | der er husspektakel hos naboen
der er en mand der følger efter min datter | en mand prøver at få børn ind i sin bil
en mand lokker børn ind i en bil lige nu | en mand blotter sig lige nu på legepladsen
der er et barn i en låst bil | hund låst inde i varm bil | en mand står på skinnerne
der går børn på motorvejen | der er køer på vejen lige nu | de kaster sten fra broen
kom straks | i skal komme straks | jeg kan høre en kvinde skrige | naboen skriger lige nu
han er gået kold og trækker vejret mærkeligt
"""

SCHOOL_DEAL = """
de sælger hash ved skolen lige nu | der står en pusher i skolegården | der bliver solgt stoffer på skolen nu
de sælger narko på gymnasiet lige nu | they are selling drugs at the school
somebody is selling weed outside the school right now
der står en dealer ved skolen | der bliver delt piller ud i skolegården lige nu
"""

CALM = """
gadelampen brænder hele dagen | lyset brænder ikke | skiltet er kørt ned | hegnet er kørt ned
de kører fuld gas lige nu | de lukker vejen lige nu | bilerne skrider ud i svinget lige nu | de tøver en del
skriv til mig lige nu | mine børn læser på skolen lige nu | kommunen reagerer ikke | køen på vejen lige nu
bilisterne reagerer ikke på skiltet | der kommer sort røg ud af lastbilerne | min mand er væk hele dagen
vi kan ikke finde børnehaven på kortet | jeg kan ikke finde knappen | motoren er gået kold
min datter på 6 skal krydse vejen | dækkene skriger hver aften | skiltet er forsvundet
de deler gaden med cyklister ved skolen nu | a car dealer near the school, they are speeding right now
skiltet er væltet på Hovedgaden | træet er væltet ud over vejen
hjælp til at bestille | kan du hjælpe mig | kan I hjælpe mig med en fartkontrol | tak for hjælpen
tak for hjælp | hjælpemidler | jeg har brug for hjælp til at bestille en kontrol | hvordan får jeg hjælp?
hjælp, jeg trykkede på den forkerte knap | der var indbrud sidste uge | vi har haft indbrud tre gange
der har været mange indbrud i kvarteret | der var indbrud hos naboen i går | foredrag om indbrud
vi vil gerne høre om indbrud og nabohjælp | hvordan undgår vi indbrud? | trafikulykke for to år siden
knivskarp | der sker mange ulykker på vejen | der var næsten en ulykke i går | der sker snart en ulykke
inden der sker en ulykke | før nogen bliver kørt ned | børnene bliver kørt ned en dag
mit barn var ved at blive kørt ned | de kører lige nu for stærkt | de kører for stærkt nu
der kører knallerter lige nu | der er mange der kører for stærkt lige nu | de larmer lige nu
jeg er bange for at nogen bliver slået ihjel | hvis der sker en ulykke
sidste år blev en cyklist påkørt her | der skete et uheld i 2019 | der er ulykker hele tiden
de slås ofte efter skole | de slås hver fredag | vi slås med støj fra knallerter
naboerne slås om parkeringspladserne | de brænder gummi af på parkeringspladsen
de brænder gummi af lige nu | knallerterne skyder genvej over fortovet | bilerne skyder fart på langt stræk
føreren er stukket af | det er ikke akut | det haster ikke | ingen ulykker endnu
der er ikke sket en ulykke | der har ikke været uheld | jeg brænder for trafiksikkerhed
jeg vil gerne bestille en betjent | hej | hvad kan du? | skolevej | de kører for stærkt ved skolen lige nu
bilerne holder på cykelstien ved skolen | foredrag om hash på skolen
der blev solgt hash ved skolen sidste år | jeg tror de sælger hash ved skolen
kan I komme og tale om stoffer på gymnasiet? | narkohund på skolen | de sælger is ved skolen lige nu
mandag og onsdag aften | hverdage 7-8 | kl. 16 til 18 | det sker når skolen har fri | jeg elsker min kat
min kat er gået amok i haven og jeg bestiller en kontrol | ja | nej | ved ikke | 4622 Havdrup | Brandvej 12
Skolevej ved Brandstationen | Skudehavnsvej | Knivsbergvej 4 | tyve biler i timen
mange knallerter uden lys | føles som om nogen bliver dræbt en dag | de kører som vanvittige
der er vanvidskørsel på vores vej hver weekend | der er farligt for børnene | det er farligt
bilerne bremser hårdt op | vi har talt med kommunen om det | help with ordering
can you help me order a check | thanks for the help | how do I get help | there was a burglary last week
we had an accident two years ago | there are many accidents on this road | someone will be killed one day
almost an accident yesterday | kids could be hit by a car | they are speeding right now
cars are going too fast now | a talk about burglary | fire station road | brand new car
I want to book a talk on knives | no accidents yet | before somebody is hurt | they fight for parking
it is not urgent | they sold drugs at the school last year | what is an emergency?
Jeg vil gerne have hjælp til en fartkontrol | kan man få hjælp til at måle farten
hjælp mig med at forstå det | skal jeg ringe 112 eller 114? | hvornår skal man ringe 112
vi har et problem med fart ved skolen, der er sket flere uheld de sidste år
der har været tre ulykker på to år | jeg er bange for at der sker en ulykke | der er stor risiko for ulykker
det er kun et spørgsmål om tid før et barn bliver kørt ned | min søn blev næsten påkørt i sidste uge
min datter var lige ved at blive ramt | bilerne kører så stærkt at børnene er i fare
det er livsfarligt at krydse vejen | de kører livsfarligt | bilisterne kører som død og helvede
en kat blev kørt ned | mange bliver kørt ned her | cyklister bliver overhalet på farlig vis
kører som om de skal slå nogen ihjel | naboerne er bange for indbrud | vi ønsker et oplæg om vold og knive
talk about guns and gangs for our students | kan I holde foredrag om indbrudsforebyggelse
mobil politistation til vores byfest, der kommer mange mennesker | de unge samles ved skolen og ryger hash
det lugter af hash ved skolen | der har været uro ved skolen i weekenden | de handler ved skolen om morgenen
skolepatruljen har problemer lige nu | ved skolen lige nu | lige nu | nu | det er nu | lige her
knallerter kører rundt om natten | de larmer og råber om natten | scootere kører ræs nu
lastbiler hele dagen | de holder for rødt | en bil holder parkeret på fortovet lige nu
de skød nytårsraketter af | børn leger med legetøjspistol | hundene slås i parken hver dag
brandhanen er i vejen | branddøren | der er slået hul i vejen | skiltet er slået ned | vejen er brudt op
der er indbrudsalarm hos naboen | stop | annuller | start forfra | fortsæt | Kniplevej 7 | Brandts Allé
Slagsvej ved kirken | hverdage 15 til 17, mest om vinteren | før skole og efter skole | børnehaven Skoven
cyklister på vej til skole | Ja der har været to uheld | nej ingen uheld | næsten uheld hver uge
Nærved-ulykke med en cykel i mandags | one near miss last month | no one was hurt
kids nearly get hit every day | the drivers are crazy | it is dangerous to cross | someone could get killed
they race every night | are you a bot? | I need help filling this in | what can you help with
cars parked on the pavement now | ældre der går til kirke | dræbersnegle | jeg vil anmelde et indbrud
hvordan anmelder jeg et indbrud | min cykel er stjålet | vi havde besøg af tyve i ferien
fartkontrol på Knivholtvej | der har været indbrud i området i efteråret
vi er trætte af at blive kørt over | bilerne kører næsten ind i børnene
jeg så en ulykke for en måned siden | lastbiler er tit ved at påkøre cyklister
kan I stoppe dem før nogen dør | to cyklister blev ramt i fjor | der er tit slagsmål om fredagen ved grillen
unge der drikker og slås i weekenderne | der er vold i nattelivet | vi vil gerne tale om vold i hjemmet
knallerter kører på stien hele dagen | de kører 100 lige nu | kan I komme nu | kan i komme forbi på fredag
hurtigst muligt | det haster lidt | jeg har travlt lige nu | jeg står ved vejen lige nu | er der nogen
hallo | hjælpekorpset | førstehjælp | hjælpelærer på skolen | er det farligt | farlig overhaling ved skolen
spritkontrol lige nu? | de har fået bøder | børn cykler til skole kl 8 | min hund blev påkørt
rådyr påkørt sidste måned | vores skur brændte sidste år | bål i haven | røg fra skorstenen
støj fra brandstation | skydebane støj | larm fra skydebanen lige nu | jagt i skoven, de skyder om søndagen
festskyderi | nytårskrudt | sprunget trafiklys | uheldigt kryds | ulykkesvej | sort plet med mange ulykker
parkerede biler gør det farligt | politiet kommer aldrig | politiet gør ingenting
hvorfor kommer politiet ikke | skal i bruge et billede | jeg har et billede af en bil
bilen har nummerplade AB12345 | fire cars every morning | fire biler hver morgen
I live next to the fire station | they drive like they want to kill someone | no help needed | helpful info
school starts at 8 | people shoot past at 90 | bilerne er ved at køre mig ned hver morgen
mine børn tør ikke gå i skole, bilerne kører sindssygt | vi har ringet 114 men I kom ikke
har været vidne til flere ulykker | jeg vil tippe om hash | der sælges stoffer fra en bil om aftenen
nogen kører rundt uden hjelm | de kører uden hjelm lige nu | skidt på vejen | der er skidt og møg overalt
det går skidt | jeg skylder jer et svar | gammel brandvej | de har trukket vejen op | trukket tilbage
jeg er ved at være træt af det | hvor mange betjente kommer der | motorcyklisten kørte 150
der ligger glasskår på cykelstien | en væltet cykel ligger på fortovet
kan man få en betjent ud til et arrangement med 200 mennesker
vi har brug for en betjent til vores møde om indbrud | foredrag for skolens 7. klasse om digital vold
I need a police officer at our meeting | is it possible to have the police visit our school
kids playing with toy guns | kvinden i huset overfor klager over støj
barnet blev kørt ned i 2021 her på vejen | min far er død for længe siden | der er ingen fare
de skyder en genvej | mit barn er væk fra skolen på fredag | det haster ikke | foredrag om overfald
kan vi få et oplæg om røveri i butikker | der var overfald sidste år | der er ofte slagsmål fredag aften
de kører som bomber | Knivholtvej | Overfaldsvej | hjælp til trafikken ved skolen
"""


def _each(phrases: str) -> list[str]:
    return re.split(r" \| |\n", phrases.strip())


@pytest.mark.parametrize("text", _each(DANGER))
def test_danger_is_answered_with_112_first(text: str) -> None:
    assert acute(text) is Acute.DANGER


@pytest.mark.parametrize("text", _each(SCHOOL_DEAL))
def test_sale_at_a_school_right_now_is_a_case_for_the_guarantee(text: str) -> None:
    assert acute(text) is Acute.SCHOOL_DEAL


@pytest.mark.parametrize("text", _each(CALM))
def test_everyday_words_raise_no_alarm(text: str) -> None:
    assert acute(text) is None


@pytest.mark.parametrize("text", ["", " ", "😀", "?!", ".", "\x00", "ø" * 50])
def test_texts_without_words_raise_no_alarm(text: str) -> None:
    assert acute(text) is None


def test_danger_outweighs_a_deal_in_the_same_message() -> None:
    assert acute("de sælger hash ved skolen lige nu, og han har en kniv") is Acute.DANGER


def test_danger_is_seen_inside_a_long_story() -> None:
    story = f"{USUAL}. " * 10 + "Nu slås de! " + f"{USUAL}. " * 10

    assert acute(story) is Acute.DANGER


def test_only_the_beginning_of_a_flood_is_read() -> None:
    assert acute("a " * LONGEST_READ + "de slås lige nu") is None
