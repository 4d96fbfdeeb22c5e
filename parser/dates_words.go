package parser

import "strings"

// Words of dates in English, German, French, Spanish, Portuguese, Italian,
// Dutch, Polish, Romanian, Turkish and the languages of Scandinavia, in lower
// case. Full names and the abbreviations in use.
var (
	monthWords   = numbered(monthList)
	seasonWords  = wordSet("spring summer fall autumn winter frühling frühjahr sommer herbst printemps été automne hiver primavera verano otoño invierno estate autunno inverno")
	ordinalWords = wordSet("st nd rd th")
	rangeWords   = wordSet("to till til until untill upto up through thru and bis à au a al hasta até ate ao fino tot")
	sinceWords   = wordSet("since from seit depuis desde dal sinds von ab de du")
	onwardWords  = wordSet("onwards onward onwords onword")
	endWords     = wordSet("expected anticipated expecting projected until till upto")
	yearWords    = wordSet("in year passed passing since from of by during batch class session completed graduated graduation yr pass yop established est")
)

// presentWords are the ways to say that something goes on; the words of a
// phrase are joined by a space.
var presentWords = wordPhrases(`present;presently;current;currently;now;today;ongoing;on going;continuing;continue;continued;continues;date;this date;the date;
to date;till date;until date;till now;until now;up to now;upto now;up to date;tilldate;tillnow;todate;the present;at present;still;still working;working;running;the moment;the current date;
present day;present date;current date;heute;jetzt;aktuell;gegenwart;aujourd hui;aujourdhui;ce jour;maintenant;présent;actuel;actualidad;la actualidad;actual;actualmente;presente;el presente;la fecha;hoy;
atual;o presente;o momento;momento;atualmente;hoje;data;oggi;attuale;ad oggi;in corso;heden;nu;obecnie;do dziś;do teraz;chwili obecnej;nuvarande;nåværende;pågående;prezent;halen;devam ediyor;dato;momentan;a la fecha;aujourd hui inclus;dias atuais;os dias atuais;o dia de hoje;tutt oggi;oggi in corso`)

// strongPresent are those that no other sense of the word makes doubtful, so
// that they count at the end of a line with no date before them.
var strongPresent = wordPhrases("present;ongoing;till date;till now;until now;to date;current;heute;aujourd hui;actualidad;heden")

// productWords stand before a year that is a version: "SQL Server 2008". Each
// is a product, a maker or a standard.
var productWords = wordSet(`windows window win server servers office oracle studio exchange visual sql sharepoint project visio autocad autocadd cad word excel
access outlook powerpoint ms msoffice vista xp nt solidworks solidedge biztalk dynamics iso iec ieee ecmascript es primavera photoshop proe creo catia ansys navision
framework tfs vs net java j2ee matlab revit acad microsoft msvs ssrs ssis sap os isa erp tally crm nav qtp model series version v rev release no number code pin room po box plot
act section rule rules standard api asme astm nfpa bs en din`)

const monthList = `1 jan january januar janvier enero janeiro gennaio januari janv gen ene jän jänner styczeń stycznia ocak ianuarie
2 feb february februar février fevrier febrero fevereiro febbraio februari févr fév fev feby febr luty lutego şubat februarie
3 mar march märz maerz mars marzo março marco maart mär mrz mrt marzec marca mart martie
4 apr april avril abril aprile avr abr kwiecień kwietnia nisan aprilie
5 may mai mayo maio maggio mei mag maj maja mayıs
6 jun june juni juin junio junho giugno giu czerwiec czerwca haziran iunie
7 jul july juli juillet julio julho luglio juil lug lipiec lipca temmuz iulie
8 aug august août aout agosto augustus ago augst sierpień sierpnia augusti ağustos
9 sep sept september septembre septiembre setembro settembre septemb set setiembre wrzesień września eylül septembrie
10 oct october oktober octobre octubre outubro ottobre okt out ott październik października ekim octombrie
11 nov november novembre noviembre novembro listopad listopada kasım noiembrie
12 dec december dezember décembre decembre diciembre dezembro dicembre dez déc dic grudzień grudnia desember aralık decembrie`

// doubtfulMonths are common words too: they are months only beside a year of
// four digits or with an apostrophe.
var doubtfulMonths = wordSet("may mar set out mag gen mai ago nov sep dec jan mars marco mei")

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

func wordPhrases(list string) map[string]bool {
	set := map[string]bool{}
	for p := range strings.SplitSeq(list, ";") {
		set[strings.TrimSpace(p)] = true
	}
	return set
}

func numbered(list string) map[string]int {
	m := map[string]int{}
	n := 0
	for line := range strings.SplitSeq(list, "\n") {
		n++
		for _, w := range strings.Fields(line)[1:] {
			m[w] = n
		}
	}
	return m
}
