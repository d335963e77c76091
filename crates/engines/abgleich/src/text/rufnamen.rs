//! Short forms and sisters of given names. Two names of one line may mean one person.

use rustc_hash::FxHashMap;

/// One group per line; a name may stand in several. Written folded (ae for ä).
const GRUPPEN: &str = "\
johannes johann hannes hans hansi jo joh han
johannes john jan ivan iwan giovanni juan jean joao ioannis yannis jannis janis yahya ian jon johnny jack jonny
josef joseph sepp jupp beppo jose josip jossif yusuf giuseppe juergen joe joey joschi joska pepe
juergen georg jorg jochen juerg
georg joerg jerzy george giorgio jorge georgi georgios schorsch yuri juri
heinrich heinz heiner heinri hein heiko henri henry hendrik henrik harry enrico
karl carl karlheinz kalle charles carlo carlos karol charlie
karlheinz heinz karl
wilhelm willi willy will william wim helm bill billy guillermo guglielmo liam
friedrich fritz fred friedel fiete frederik frederick fridolin federico fryderyk freddy frerk
manfred manni fred freddy
alfred fred freddy alf
siegfried siggi sigi fred
gottfried fred friedel
franz frank francesco francisco franciszek frantisek franjo ferenc francis francois frans franzi
frank franky francis
franziska franzi sissi fanny francesca francisca ziska
ludwig lutz louis luis luigi lui ludvig lajos wiggerl
ludger luedger
michael michel micha michi mike mikael mihail michail mikhail michele miguel michal mihai mick mitch mischa misha maik
michaela micha michi michelle ela
matthias mathias mattias matze hias matthaeus matteo mateusz mateo mattia matthew matt matti mats
martin marti martino merten marten
markus marcus marc mark marco marko marek marcos
andreas andi andy andrea andrej andrzej andrew drew andre andres andras anders dre
andrea andi andy
alexander alex sascha sasha sandro lex xander aleksander oleksandr aleksandr aleksandar alessandro alejandro iskender sander olek ali sandor
alexandra alex sandra sascha alessandra aleksandra sasha lexi
sandra alessandra
christian chris christof kristian cristian christiano christo
christoph christof chris christopher toph stoffel kristof krzysztof cristoforo kit topher
christine christina christa christel chris tina krissi chrissi kristin kristina kirsten kerstin stine christin christiane kerstin
christiane christina jana chris
kristina kristin tina christina krystyna
martina tina
bettina tina betti betty
elisabeth elsbeth elisa else elise lisa lisbeth liesel lies lisl betty bettina beth elli elly ilse sissi sisi elizabeth eliza liz lizzy lizzie babette elzbieta isabel isabella isabelle lilli lilly lili liesbeth
isabella isabel isabelle isa bella ella
margarete margarethe margareta greta grete gretel gretchen rita marga margret margit margot meta maggie margaret meg peggy malgorzata margherita marguerite gesche griet
katharina kathrin katrin karin kate katja katinka kathi kati kaethe cathrin catharina katarina katarzyna ekaterina jekaterina caterina catherine katherine kathleen trine rina nina cathy kathy katie kitty cat
karin carina karina
maria marie mary mia mariechen marion mariam miriam maryam meryem marija mariya marya ria mizzi mitzi marianne maja
marianne marie anne maria nanne
annemarie anne marie anna annamaria
anna anne anni annie annika anja anke anita antje aennchen hanna ann hannah ania anka aneta annette
johanna hanna hannah hanne jana joanna jo giovanna juana jeanne ivana
susanne susi susanna suse sanne suzanne zuzanna sue susan suzie
barbara babsi baerbel barbe basia babs bara varvara babette
ursula uschi ulla ursel urszula orsola
ulrike ulla rike uli ulli ike
ulrich uli ulli utz
friederike rike frieda fritzi frederike
henriette jette henni henrike rike
dorothea doro dorothee thea dorte doerte dora dorit dorothy dolly theodora
theodor theo teddy fjodor fedor teodor teo ted
helene lena lene helena leni elena ilona helen hella ellen jelena olena ela nelly lenka
magdalena lena magda leni madeleine magdalene malena
eleonore leonore lore nora ella elli nelly eleonora leonora
leonhard leo leon hartl lenny lennard leonardo lennart
leopold leo poldi
gabriele gabi gaby gabriela ela gabriella
gabriel gabi gabor gabriele
sabine bine sabina binchen
hildegard hilde hilda hilla
gertrud gertraud traudl trude trudi gerda gertrude gerti
edeltraud traudl edel
waltraud traudl wally trude
rosemarie rosi rosa rose rosmarie romy roswitha
roswitha rosi
brigitte gitte gitta birgit britta brigitta birgitta biggi gitti bridget
ingeborg inge inga ingrid
ingrid inge inga
hannelore hanne lore hanna lorchen
regina gina regine
georgina gina
angelika geli angela angie angelina angelica
veronika vroni vera veronica nika
theresia theresa resi therese tessa teresa thea terry
cornelia conny nele nelly corny connie
constanze conny stanzi
konrad conrad konni kurt conny
konstantin costa kostas constantin stan
kurt curt
stefan stephan steffen steffan stefano stepan esteban steve steven stephen szczepan stevan istvan
stefanie stephanie steffi stefania stephania
thomas tom thommy tommy tomas tomasz tommaso toma
tobias tobi toby tobiasz
peter pit piet pierre pedro pietro piotr petr pjotr petros petar pete peer per
petra petronella
paul pavel pawel paolo pablo paulus paulchen poul
paula pauline paulina
philipp phil philip filip felipe filippo
philippa pippa
nikolaus klaus nico niko niklas nicolas nicholas claus nikolai nikola nikita nikolaos nick nicky
niklas nico nick
nicole nicki nikola nicola
klaus claus
bernhard bernd berni hardy bernardo berndt bernard
gerhard gerd gert hardy geert
eberhard ebi hardy
reinhard rainer reiner
rainer reiner rene
reinhold rainer holdi
richard rick richie ricardo riccardo ryszard dick ricky rich
robert rob bob bobby robin roberto bert robbie
rudolf rudi rolf ralf rodolfo
ralf ralph rolf
raphael rafael rafi raffaele rafal
wolfgang wolf wolfi wolle
walter walther
werner wernher
guenter guenther gunter gunther guni gunnar
dieter diether dietrich dietmar
dietrich dirk dieter till
dietmar didi dieter
detlef detlev
eduard edi ede edward edoardo eduardo ed ted eddie
edmund edi ede
erich erik eric ryk
ernst ernesto erni
eugen gene evgeni jewgeni yevgen evgenij eugene
felix lix
ferdinand ferdi fernando nando
florian flo flori
gregor greg gregori grzegorz grigori gregory
gustav gustl gus
hermann armin herman hermann
herbert bert heribert
hubert hubertus bert hubsi
albert bert albrecht alberto
norbert bert nobby
jakob jacob james jaap giacomo jacques diego kuba jaschka yakup jake jamie jim
joachim jochen achim jo joakim joaquin
jonas jona jonah yunus
jonathan jona jon nathan
julian jul jules giuliano
julius jul jules giulio
julia jule juli giulia yulia julija juliane
juliane jule julia
korbinian korbi
lorenz lenz lorenzo laurenz laurentius laurin
lukas lucas luca luka luke luc lukasz
luzia lucia lucie
maximilian max maxi massimiliano maxim
maximiliane maxi
manuel immanuel emanuel manu
manuela manu ela
michelle michele
moritz mauritz maurice mauricio maurizio
oliver olli olivier
otto ott
patrick pat paddy patrizio patryk
patrizia pat patricia trish
pascal pasquale
roland orlando roli
samuel sam sami sammy
samantha sam
sebastian basti bastian wastl sebastiano seb
silvia sylvia
simon simone semjon szymon
simone simona
sofia sophia sofie sophie zofia sonja
sonja sonia
svetlana lana swetlana
tatjana tanja tatiana
tanja tania
ute uta
valentin tino valentino walentin
valentina tina walentina
viktor victor vittorio wiktor vic
viktoria vicky victoria viki wiktoria tori
vinzenz vincent vincenzo vinz
wladimir vladimir volodymyr wolodymyr waldemar vova
waldemar waldi woldemar
xaver xavier javier
yvonne ivonne
zacharias zacharie
mohammed muhammad mohamed mehmet muhammed mohamad muhamed mohammad mahomed mohammadi moh md
ahmed ahmad ahmet achmed achmad
ali aly
hassan hasan
hussein husein hussain huseyin hossein hueseyin
ibrahim abraham ebrahim
ismail ismael
mustafa mustapha moustafa
mahmoud mahmud mahmut
osman othman usman
omar omer oemer umar
abdullah abdallah abdulla abdul
abdulrahman abdurrahman abdelrahman abdul
fatima fatma fatimah fatemeh fatme
aisha ayse aischa aysche aicha ayshe
zeynep zainab zeinab
khaled khalid halit chalid
youssef yusuf yousef josef jussuf youssouf
yasin jassin yassin jasin
serhij sergej sergei sergiy serge sergio sergey
dmytro dmitri dimitri dmitrij dima dimitrios dmitry dimitrij
andrij andrej andrey andrii
oleksij alexej aleksei oleksii alexei alexey aljoscha
jewhen evgeni yevhen eugen
natalia natalie natascha natalja nataliya nathalie
olga olha
iryna irina irene irena
yana jana
yuliia julia julija
daria darja dariya dascha
sofiia sofia
anastasia nastja anastasija asia stasi
jennifer jenny jenni jen
jessica jessy jess
vanessa nessa
daniel dani danny danilo daniele dan
daniela dani danny daniella ela
david dave dawid davide davy
benjamin ben benni benny beniamino benji
dennis denis denys
dominik dominic domi nick domenico
fabian fabi fabio fabiano
kevin kev
marcel marcello marcell
mario marius
nadine nadja
nadja nadia nadeschda
rebecca becky rebekka becca
sarah sara zara sahra
tamara tammy
timotheus tim timo timothy timmy timm
ronald ron ronny ronnie roni
susann susan susanne
wenzel vaclav
wendelin wendel
zoe zoey
anton toni anthony antonio tony antoni antonius toncsi antoine
antonia toni antje antonie antonina tonia
adelheid heidi heide adele alida
heidemarie heidi heide heidrun
heidrun heidi
liselotte lilo lotte lieselotte liesel lotti
charlotte lotte lotti charlie charlotta carlotta karlotta
rosalie rosa rosi
emilie emmi emily emilia mila milli emma
amalie mali amelie malchen
josefine josy fine finchen josephine josi josefa josefina
wilhelmine mine minna wilma minchen helma
hermine mine minna
mechthild mechtild tilda
mathilde tilda tilli matilda
clara klara claire chiara
claudia claudi klaudia
klaudia claudia
carola karola carolin
karoline caroline lina line carolin karolin caro carla
elke elka
adolf adi dolf
egon ego
erwin irwin
ewald waldi
gisela gisa gila
helga helge
helmut hellmut helmuth
kaspar caspar jasper casper
lothar lutz
rene renatus
renate nate rena renata
sigrid siri sigi siggi
sigrun siri
volker folker
jens jan johannes
joern joerg jorn
kai kay cai
soeren soren
torsten thorsten thore
thorben torben
tim timm
uwe uve
nathaniel nathan nat
elijah eli elias ilias ilyas
elias ilias elia
isaac isaak ike
zachary zach zac zack
joshua josh josua
nicholas nick nicky
james jim jimmy jamie
edward ed eddie ned ted
thomas tommy
charles charlie chuck chas
anthony tony
margaret maggie peggy meg
elizabeth liz beth betty libby
jennifer jen
katherine kate kathy katie
patricia pat patty trish
deborah debbie deb
jacqueline jacky jackie
cameron cam
mitchell mitch
lachlan lachie
georgia georgie
alexandria alexandra
benedikt ben bene benedict
bartholomaeus bartek bartosz barthel
valerie vali valeria
walburga burgi wally
ottilie tilli otti
kunigunde gundi
aloisia loisi
alois loisl aloys luis
ignaz ignatius ignazio
kreszenz zenzi
xenia ksenia oksana
";

/// Names folded → numbers of their lines, at most three.
pub struct Rufnamen(FxHashMap<&'static [u8], [u16; 3]>);

impl Rufnamen {
    /// Reads the table once.
    #[must_use]
    pub fn neu() -> Self {
        let mut alle: FxHashMap<&'static [u8], [u16; 3]> = FxHashMap::default();
        for (nr, zeile) in (1_u16..).zip(GRUPPEN.lines()) {
            for name in zeile.split(' ').filter(|n| n.len() > 1) {
                let plaetze = alle.entry(name.as_bytes()).or_default();
                if plaetze.contains(&nr) {
                    continue;
                }
                if let Some(frei) = plaetze.iter_mut().find(|p| **p == 0) {
                    *frei = nr;
                }
            }
        }
        Self(alle)
    }

    /// The names of a group.
    pub fn mitglieder(gruppe: u16) -> impl Iterator<Item = &'static str> {
        let zeile = GRUPPEN
            .lines()
            .nth(usize::from(gruppe).saturating_sub(1))
            .unwrap_or_default();
        zeile.split(' ')
    }

    /// The groups of a name; zeros for none.
    #[must_use]
    pub fn gruppen(&self, name: &[u8]) -> [u16; 3] {
        self.0.get(name).copied().unwrap_or_default()
    }
}

/// Whether two names share a group.
#[must_use]
pub fn verwandt(a: [u16; 3], b: [u16; 3]) -> bool {
    a.iter().any(|g| *g != 0 && b.contains(g))
}

/// Words before a surname that are often left out, and titles.
#[must_use]
pub fn ist_beiwort(wort: &[u8]) -> bool {
    matches!(
        wort,
        b"von"
            | b"van"
            | b"vom"
            | b"zu"
            | b"zum"
            | b"zur"
            | b"der"
            | b"den"
            | b"dem"
            | b"des"
            | b"de"
            | b"da"
            | b"di"
            | b"du"
            | b"dos"
            | b"del"
            | b"della"
            | b"la"
            | b"le"
            | b"al"
            | b"el"
            | b"und"
            | b"ter"
            | b"ten"
            | b"bin"
            | b"ibn"
            | b"abu"
            | b"ben"
            | b"freiherr"
            | b"freifrau"
            | b"graf"
            | b"graefin"
            | b"baron"
            | b"edler"
            | b"ritter"
            | b"prinz"
            | b"dr"
            | b"prof"
            | b"med"
            | b"phil"
            | b"jur"
            | b"ing"
            | b"dipl"
            | b"mag"
            | b"geb"
            | b"sen"
            | b"jun"
            | b"jr"
            | b"sr"
            | b"herr"
            | b"frau"
            | b"mr"
            | b"mrs"
            | b"ms"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kurzformen_sind_verwandt() {
        let r = Rufnamen::neu();
        for (a, b) in [
            ("hans", "johannes"),
            ("sepp", "josef"),
            ("alex", "alexander"),
            ("mehmet", "mohammed"),
            ("lisa", "elisabeth"),
        ] {
            assert!(
                verwandt(r.gruppen(a.as_bytes()), r.gruppen(b.as_bytes())),
                "{a} {b}"
            );
        }
        assert!(!verwandt(r.gruppen(b"hans"), r.gruppen(b"sabine")));
        assert!(!verwandt(r.gruppen(b"xyz"), r.gruppen(b"xyz")));
    }

    #[test]
    fn niemand_braucht_mehr_als_drei_gruppen_der_mehrheit() {
        // a name in many lines is no mistake, but must keep at least one
        let r = Rufnamen::neu();
        assert!(r.0.values().all(|g| g[0] != 0));
    }
}
