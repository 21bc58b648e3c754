/** Words that carriers cut short within the names of towns, and what they may stand for, the likelier first. */
export const WRITTEN_OUT: ReadonlyMap<string, readonly string[]> = tableOf(`
n: north | new | nuevo | nueva | norte
s: são | san | santo | santa | saint | south
e: east | este
w: west
nth: north
sth: south
no: north
so: south
sn: san
sao: santo
sta: santa
sto: santo
sgo: santiago
stgo: santiago
sj: são josé | san josé
sm: san miguel | santa maria
sl: san luis | são luís
sp: san pedro | são pedro
gt: great
gr: greater | groß | grande
lt: little
gte: grande
kl: klein
spgs: springs
spg: spring
bch: beach
vlg: village
hls: hills
pk: park
lk: lake
crk: creek
is: island
isl: island
vly: valley
gdns: gardens
grv: grove
cty: city
mkt: market
und: under
upn: upon
pt: port | point | pointe
ptr: pointe
pte: pointe | ponte
pto: puerto | porto
pta: punta | ponta | puerta
pq: parque
prq: parque
r: rio
b: belo | buenos | bei | bad
bd: bad
bs: buenos
cd: ciudad
cdad: ciudad
gral: general
gal: general
cnel: coronel
cel: coronel
tte: teniente
pdte: presidente
pres: presidente
gov: governador
gob: gobernador
alte: almirante
mal: marechal
fco: francisco
gpe: guadalupe
hgo: hidalgo
ma: maria
nva: nueva | nova
nvo: nuevo | novo
vl: vila | villa
va: villa
v: villa | vila | viña | villanueva
jd: jardim
conc: conceição | concepción
mte: monte
mts: montes
mil: milanese
cal: calabria | di calabria
em: emilia
sup: superiore
inf: inferiore
mar: marittima
se: 
na: 
a: am | an der | au | aan de
ad: an der | aan den | aan de
b: bei
i: in | im
id: in der
o: ob der
od: ob der
odt: ob der tauber
vd: vor der
vdh: vor der höhe
m: main | am main
d: der | de
t: tauber
h: höhe
rh: rhein
br: breisgau
bay: bayern | in bayern
opf: oberpfalz
westf: westfalen
thur: thüringen
sa: sachsen | in sachsen
wurtt: württemberg
vogtl: vogtland
erzgeb: erzgebirge
ts: taunus
schw: schwaben
oldb: oldenburg
holst: holstein
meckl: mecklenburg
hess: hessen
allg: allgäu
obb: oberbayern
ndb: niederbayern
wstr: weinstraße
weinstr: weinstraße
wr: wiener
cht: château
chat: château
fd: ferrand
frib: fribourg
jct: junction
nw: north west
tce: terrace
mtn: mountain
dr: drobeta
tr: turnu
sf: sfântu
tg: târgu
rm: râmnicu
n: nad | na
nl: nad labem
nv: nad váhom
hr: hradec
sl: slavonski | slovenske
zg: zgornje | zgornja
b: banská
v: váhom | veneto | valle
wlkp: wielkopolski | wielkopolska
maz: mazowiecki | mazowiecka
gorn: górnicza
tryb: trybunalski
kam: kamienna
op: opolskie
slask: śląski | śląskie
pom: pomorski
krak: krakowska
oz: op zoom
to: 
m: marsan
a: arsizio
llob: llobregat | de llobregat
fra: frontera
ste: stephens
c: corte
hmbg: hamburg
ст: стара
nd: на дону | na donu
н: нижний | новый | нижняя | нижние | новая | новое | ново
в: великий | верхняя | верхний | великие | вышний | верхнее
с: санкт | старый
ст: старый | старая
бол: большой | большая | большое
б: большой | большая | белая | біла
м: малый | малая
наб: набережные
кам: каменск
комс: комсомольск
ю: южно
у: усть | улан
и: йошкар
п: петропавловск | павловский | переславль
р: ростов
серг: сергиев
кр: красный | красная | кривий | кривой
камч: камчатский
на: на амуре
гор: горячий
`);

function tableOf(lines: string): ReadonlyMap<string, readonly string[]> {
	const table = new Map<string, string[]>();
	for (const line of lines.trim().split("\n")) {
		const [short = "", long = ""] = line.split(":");
		const known = table.get(short) ?? [];
		table.set(short, [...known, ...long.split("|").map((way) => way.trim())]);
	}
	return table;
}
