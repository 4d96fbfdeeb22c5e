package parser

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// gazetteer is sorted lines of a folded name, a tab and its bearers
// (data/places.mjs says how). It is searched as it stands, so that there is
// nothing to load.
//
//go:embed data/places.txt
var gazetteer string

// bearers are the places of one name, four letters each: kind, size, country.
type bearers string

// The kinds of place.
const (
	placeCity         = 'c'
	placeDistrict     = 'd'
	placeRegion       = 'r'
	placeRegionCode   = 's'
	placeCountry      = 'n'
	placeCountryShort = 'a'
)

func (b bearers) has(kinds string) bool {
	for ; len(b) >= 4; b = b[4:] {
		if strings.IndexByte(kinds, b[0]) >= 0 {
			return true
		}
	}
	return false
}

// size returns the size of the largest city or district of a country, or of any
// if country is "": the decimal logarithm of its people; -1 if there is none.
// A district counts as a town.
func (b bearers) size(country string) int {
	size := -1
	for ; len(b) >= 4; b = b[4:] {
		if country != "" && string(b[2:4]) != country {
			continue
		}
		switch b[0] {
		case placeCity:
			size = max(size, int(b[1]-'0'))
		case placeDistrict:
			size = max(size, 4)
		}
	}
	return size
}

// country returns the country of the first bearer of one of the kinds.
func (b bearers) country(kinds string) string {
	for ; len(b) >= 4; b = b[4:] {
		if strings.IndexByte(kinds, b[0]) >= 0 {
			return string(b[2:4])
		}
	}
	return ""
}

// lookupPlace finds a folded name. With none, more says whether longer names
// begin with it and a space.
func lookupPlace(name string) (found bearers, more bool) {
	data := gazetteer
	lo, hi := 0, len(data)
	for lo < hi {
		mid := strings.LastIndexByte(data[lo:(lo+hi)/2], '\n') + 1 + lo
		if placeNameAt(data, mid) < name {
			lo = mid + strings.IndexByte(data[mid:], '\n') + 1
		} else {
			hi = mid
		}
	}
	if placeNameAt(data, lo) == name {
		line, rest, _ := strings.Cut(data[lo:], "\n")
		found = bearers(line[len(name)+1:])
		return found, strings.HasPrefix(rest, name+" ")
	}
	return "", strings.HasPrefix(data[lo:], name+" ")
}

func placeNameAt(data string, at int) string {
	end := strings.IndexByte(data[at:], '\t')
	if end < 0 {
		return "\xff"
	}
	return data[at : at+end]
}

// placeWord is a word of a text, as the gazetteer folds it.
type placeWord struct {
	from, to int
	folded   string
	capital  bool // begins with a capital
	upper    bool // capitals throughout
	number   bool
	postcode bool // such as "SW1A" or "2RD": capitals and digits
	joined   bool // only a space, a dot or a hyphen stands between it and the word before
}

func placeWords(text string) []placeWord {
	var out []placeWord
	last := 0
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !isPlaceRune(r) {
			i += size
			continue
		}
		w := placeWord{from: i, capital: unicode.IsUpper(r), upper: true, number: true}
		for i < len(text) {
			r, size := utf8.DecodeRuneInString(text[i:])
			if !isPlaceRune(r) && !(strings.ContainsRune("'’`", r) && nextIsLetter(text[i+size:])) {
				break
			}
			w.upper = w.upper && !unicode.IsLower(r)
			w.number = w.number && unicode.IsDigit(r)
			i += size
		}
		w.to = i
		w.folded = foldPlace(text[w.from:w.to])
		w.postcode = !w.number && w.upper && w.to-w.from <= 4 && strings.ContainsAny(w.folded, "0123456789")
		if n := len(out) - 1; n >= 0 && out[n].continuedBy(w, text) {
			if i < len(text) && text[i] == '.' {
				i++
			}
			out[n].to, out[n].folded, last = i, out[n].folded+w.folded, i
			continue
		}
		w.joined = len(out) > 0 && isJoint(text[last:w.from])
		last = i
		out = append(out, w)
	}
	return out
}

// continuedBy reports whether both are letters of one code: "D.C.", "U.S.A.".
func (w placeWord) continuedBy(next placeWord, text string) bool {
	if !w.upper || !next.upper || next.to-next.from != 1 || w.number || next.number {
		return false
	}
	between := text[w.to:next.from]
	return w.to-w.from == 1 && between == "." || w.to-w.from == 2*len(w.folded) && between == ""
}

func isPlaceRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '&'
}

func nextIsLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

func isJoint(s string) bool {
	switch s {
	case " ", ".", ". ", "-", "\u00a0", "  ":
		return true
	}
	return false
}

var placeLetters = strings.NewReplacer("ı", "i", "ß", "ss", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "æ", "ae", "œ", "oe", "'", "", "’", "", "`", "")

// foldPlace folds a word as data/places.mjs folds names.
func foldPlace(s string) string {
	s = strings.ToLower(s)
	plain := true
	for i := 0; i < len(s); i++ {
		plain = plain && s[i] < utf8.RuneSelf && s[i] != '\'' && s[i] != '`'
	}
	if plain {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsMark(r) {
			return -1
		}
		return r
	}, norm.NFKD.String(placeLetters.Replace(s)))
}

// placePart is a name of the gazetteer in a text: words[first:last].
type placePart struct {
	first, last int
	from, to    int
	bearers     bearers
	city        bool // the text says that it is a city
}

// placeRun is parts that follow each other: a city, its district, region and
// country. Of a run that has none of them, the index is -1.
type placeRun struct {
	parts                 []placePart
	city, region, country int
	size                  int    // of the city; -1 if none
	zip                   string // of the form "IL 62701", where it stands so
	area                  string // "Greater Lisbon Area", where it stands so
	from, to              int
	whole                 bool // nothing else stands in its segment of the text
}

const longestPlace = 5 // words

// otherNames are names of towns that the gazetteer has under another.
var otherNames = map[string]string{
	"ghent": "gent", "louvain": "leuven", "seville": "sevilla", "saragossa": "zaragoza", "donostia": "donostia san sebastian", "oporto": "porto",
	"cracow": "krakow", "aarhus": "arhus", "patras": "patra", "heraklion": "irakleion",
}

// matchPlaces finds the names of the gazetteer in the words, longest first.
func matchPlaces(text string, words []placeWord) []placePart {
	var parts []placePart
	for i := 0; i < len(words); i++ {
		if p, ok := countryCode(text, words, parts, i); ok {
			parts = append(parts, p)
			continue
		}
		if words[i].number || len(words[i].folded) < 2 && !(i+1 < len(words) && words[i+1].joined) {
			continue
		}
		name := ""
		best := placePart{}
		for j := i; j < len(words) && j < i+longestPlace && (j == i || words[j].joined); j++ {
			if j > i {
				name += " "
			}
			name += words[j].folded
			found, more := lookupPlace(name)
			if own := otherNames[name]; own != "" {
				found, _ = lookupPlace(own)
			}
			if j == i && addressWords[name] {
				found = ""
			}
			if found = usable(found, words[i:j+1]); found != "" {
				best = placePart{first: i, last: j + 1, from: words[i].from, to: words[j].to, bearers: found}
			}
			if !more {
				break
			}
		}
		best = best.withCity(words)
		if best.bearers != "" && !best.inPhrase(words) {
			parts = append(parts, best)
			i = best.last - 1
		}
	}
	return parts
}

// countryCode reads word i as the ISO code of a country, if it stands behind a
// town of that country: "Kraków, PL". Codes of states go before those of
// countries, and what is no place may be written the same ("Smith, MD").
func countryCode(text string, words []placeWord, parts []placePart, i int) (placePart, bool) {
	w := words[i]
	if len(parts) == 0 || !w.upper || w.to-w.from != 2 || i+1 < len(words) && words[i+1].joined {
		return placePart{}, false
	}
	town, code := parts[len(parts)-1], text[w.from:w.to]
	if town.last != i || strings.TrimSpace(text[town.to:w.from]) != "," || town.bearers.size(code) < 4 {
		return placePart{}, false
	}
	for b, _ := lookupPlace(w.folded); len(b) >= 4; b = b[4:] {
		if b[0] == placeRegionCode && town.bearers.size(string(b[2:4])) >= 0 {
			return placePart{}, false
		}
	}
	short := bearers([]byte{placeCountryShort, '0'}) + bearers(code)
	return placePart{first: i, last: i + 1, from: w.from, to: w.to, bearers: short}, true
}

// withCity takes the word City into a town's name, and State into a region's:
// "Iloilo City", "Lagos State".
func (p placePart) withCity(words []placeWord) placePart {
	if p.last < len(words) && words[p.last].folded == "city" && words[p.last].joined && words[p.last].capital && p.bearers.size("") >= 4 {
		p.to = words[p.last].to
		p.last++
		p.city = true
	}
	if p.last < len(words) && regionWords[words[p.last].folded] && words[p.last].joined && words[p.last].capital && p.bearers.has("r") {
		p.to = words[p.last].to
		p.last++
	}
	return p
}

// inPhrase reports whether a small place is the beginning of something else,
// as Red and Hat, villages both, are in "Red Hat Certified".
func (p placePart) inPhrase(words []placeWord) bool {
	if p.last >= len(words) || p.bearers.size("") >= 4 || p.bearers.has("rsna") {
		return false
	}
	next := words[p.last]
	return next.joined && next.capital && !next.number && !next.postcode && !addressNoise[next.folded]
}

// usable leaves out codes that are not written as such ("or", "in", "us") and
// words that are a small town somewhere ("is", "of").
func usable(b bearers, words []placeWord) bearers {
	if !words[0].capital && b.size("") < 5 && !b.has("rn") {
		return ""
	}
	if b == "" || !b.has("sa") {
		return b
	}
	code := words[0].upper && words[len(words)-1].upper
	var out strings.Builder
	for ; len(b) >= 4; b = b[4:] {
		if code || b[0] != placeRegionCode && b[0] != placeCountryShort {
			out.WriteString(string(b[:4]))
		}
	}
	return bearers(out.String())
}

// addressNoise may stand between the parts of an address: "Disst- Meerut (U P)",
// "State: - Jharkhand".
var addressNoise = wordSet("dist distt disst district dt dst state pin pincode code zip city country po post and area metropolitan metro north south east west")

// addressWords are parts of addresses that are villages somewhere.
var addressWords = wordSet(`nagar colony road street lane market sector phase block park garden gardens lake house home post village apartment apartments flat
floor plot tower building complex society enclave vihar residency villa villas near behind opp main cross layout extension palm rose green hill hills town taluk tehsil teh mandal
cell name school bank centre center station gate area zone police office camp square circle avenue drive view po ps at via nivas manzil bhavan mahal kalan khurd east west north south metro`)

var regionWords = wordSet("state province region county")

var districtWords = wordSet("dist distt disst district dt dst districts")

// placeRuns groups the parts that follow each other.
func placeRuns(text string) []placeRun {
	words := placeWords(text)
	var runs []placeRun
	var run []placePart
	for _, p := range matchPlaces(text, words) {
		if p.isLabel(text) {
			continue
		}
		if len(run) > 0 && !adjacent(text, words, run[len(run)-1], p) {
			runs = append(runs, newRun(text, words, run))
			run = nil
		}
		run = append(run, p)
	}
	if len(run) > 0 {
		runs = append(runs, newRun(text, words, run))
	}
	return runs
}

var placeLabelEnd = compile(`(?i)^(?:\s*(?:nos?|numbers?|phone)\b\.?)?\s*(?:[:=#]|[-–.]?\s*[+\d])`)

// isLabel reports whether a name that is a word too is the label of what comes
// after it: "Mobile: 020 7946 0101", "Date: 3 May".
func (p placePart) isLabel(text string) bool {
	return commonWords[foldPlace(text[p.from:p.to])] && placeLabelEnd.MatchString(text[p.to:])
}

// adjacent reports whether two parts stand beside each other: only marks, a
// postcode and words such as "Dist." between them.
func adjacent(text string, words []placeWord, a, b placePart) bool {
	for _, w := range words[a.last:b.first] {
		if !w.number && !w.postcode && !addressNoise[w.folded] {
			return false
		}
	}
	between := text[a.to:b.from]
	if strings.ContainsAny(between, "|;•·\t") || len(between) > 30 {
		return false
	}
	// What stands before "4050-262 Porto" is the street.
	if _, postcode := cutPostcode(text[:b.from]); postcode && b.bearers.size("") >= 4 && !strings.HasSuffix(strings.TrimRight(between, " "), ",") {
		return false
	}
	// Two cities with a space between them are the end of one thing and the
	// beginning of another.
	return !words[b.first].joined || strings.Contains(between, ",") || b.bearers.has("rsna") || a.bearers.has("rsna")
}

func newRun(text string, words []placeWord, parts []placePart) placeRun {
	r := placeRun{parts: parts, city: -1, region: -1, country: -1, size: -1, from: parts[0].from, to: parts[len(parts)-1].to}
	last := len(parts) - 1
	if last >= 0 && parts[last].bearers.has("na") && (last > 0 || parts[last].bearers.size("") < 5) {
		r.country = last
		last--
	}
	for last > 0 && parts[last].bearers.has("rs") && r.region < 0 {
		r.region = last
		last--
	}
	if r.region >= 0 && r.country < 0 && !r.regionAgrees(last) {
		r.region, last = -1, len(parts)-1
	}
	home := r.home()
	for i := 0; i <= last; i++ {
		size := parts[i].bearers.size(home)
		if size >= 0 && i > 0 && parts[i].isDistrict(words) {
			size = 9 // what stands before it is smaller
		}
		if size >= 0 && parts[i].city {
			size = 9
		}
		if size < 0 && (home == "" || last == 0) {
			size = parts[i].bearers.size("")
		}
		if size > r.size {
			r.city, r.size = i, size
		}
	}
	if r.city < 0 && r.region < 0 && last >= 0 && parts[last].bearers.has("r") {
		r.region = last
	}
	r.zip = zipAfter(words, parts[len(parts)-1])
	if r.zip != "" {
		r.to = words[parts[len(parts)-1].last].to
	}
	if strings.Contains(text[r.from:r.to], "(") && strings.HasPrefix(text[r.to:], ")") {
		r.to++
	}
	r.takeArea(text)
	r.whole = r.fills(text)
	return r
}

var areaAround = compile(`^ (?:Metropolitan |Metro |Bay )?(?:Area|Region)\b`)

// takeArea widens the run to the area around a city, as LinkedIn names it:
// "Greater Lisbon Area", "Berlin Metropolitan Area".
func (r *placeRun) takeArea(text string) {
	if r.city < 0 || r.size < 4 || !strings.HasPrefix(text[r.to:], " ") {
		return
	}
	m := areaAround.FindString(text[r.to:])
	if m == "" {
		return
	}
	const greater = "Greater "
	r.to += len(m)
	if strings.HasSuffix(text[:r.from], greater) {
		r.from -= len(greater)
	}
	r.area = text[r.from:r.to]
}

// regionAgrees reports whether a city before the region lies in its country:
// "Golden Vale" is no city and region, though either is somewhere.
func (r placeRun) regionAgrees(last int) bool {
	home := r.home()
	for _, p := range r.parts[:last+1] {
		if p.bearers.size(home) >= 0 {
			return true
		}
	}
	return last < 0
}

// isDistrict reports whether "Dist." or the like stands beside the part.
func (p placePart) isDistrict(words []placeWord) bool {
	return p.first > 0 && districtWords[words[p.first-1].folded] || p.last < len(words) && districtWords[words[p.last].folded]
}

// home is the country that the run's country or region says.
func (r placeRun) home() string {
	if r.country >= 0 {
		return r.parts[r.country].bearers.country("na")
	}
	if r.region >= 0 {
		return r.regionCountry()
	}
	return ""
}

// regionCountry is the country of the run's region. TN and WA are states of two
// countries: the one is meant that has the city.
func (r placeRun) regionCountry() string {
	b := r.parts[r.region].bearers
	for rest := b; len(rest) >= 4; rest = rest[4:] {
		if rest[0] != placeRegion && rest[0] != placeRegionCode {
			continue
		}
		for _, p := range r.parts[:r.region] {
			if p.bearers.size(string(rest[2:4])) >= 0 {
				return string(rest[2:4])
			}
		}
	}
	return b.country("rs")
}

// zipAfter reads the postcode after a state's code: "IL 62701".
func zipAfter(words []placeWord, p placePart) string {
	if !p.bearers.has("s") && p.bearers.country("r") != "US" || p.last >= len(words) {
		return ""
	}
	w := words[p.last]
	if w.number && w.to-w.from == 5 {
		return w.folded
	}
	return ""
}

var afterDistrict = compile(`(?i)^[\s-]*\b(?:dist|distt|disst|district|dt|city)\b\.?`)

// Postcodes as countries write them: "NG7 2RD", "M5V 2T6", "T12 X0X0", "1012 AB",
// "600 020", "97214-1234"; before a town "75011", "D-10119", "00-950".
var (
	postcodeAfter  = compile(`^[ ,–-]*\b(?:[A-Z]{1,2}\d[A-Z\d]?(?: ?\d[A-Z]{2})?|[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]\d[\dW] ?[A-Z\d]{4}|\d{4} ?[A-Z]{2}|\d{3} ?\d{3}|\d{4,6}(?:-\d{4})?)\b`)
	postcodeBefore = compile(`(?:^|[\s,;|•·–—-])(?:[A-Z]{1,2}-)?(?:\d{5}|\d{3} \d{2}|\d{2}-\d{3}|\d{4,5}-\d{3}|\d{4} [A-Z]{2})[ ,]+$|(?:^|[\s,;|•·–—-])[A-Z]{1,2}-\d{4} +$`)
)

// after is the text after the run, without "Dist." and a postcode.
func (r placeRun) after(text string) (rest string, postcode bool) {
	rest = text[r.to:]
	if at := afterDistrict.FindStringIndex(rest); at != nil {
		rest = rest[at[1]:]
	}
	if !strings.ContainsAny(rest[:min(len(rest), 12)], "0123456789") {
		return rest, false
	}
	if at := postcodeAfter.FindStringIndex(rest); at != nil {
		return rest[at[1]:], true
	}
	return rest, false
}

// cutPostcode returns a text without the postcode at its end.
func cutPostcode(text string) (before string, ok bool) {
	const longest = 16
	end := text[max(0, len(text)-longest):]
	if !strings.ContainsAny(end, "0123456789") {
		return text, false
	}
	at := postcodeBefore.FindStringIndex(end)
	if at == nil {
		return text, false
	}
	return text[:len(text)-len(end)+at[0]], true
}

// fills reports whether the run is all that stands between the marks or gaps
// around it.
func (r placeRun) fills(text string) bool {
	const borders = ",|;•·:\t()[]/\n–—-"
	before, _ := cutPostcode(text[:r.from])
	before = strings.TrimRight(before, " \u00a0")
	after, postcode := r.after(text)
	after = strings.TrimLeft(after, " \u00a0.")
	b, _ := utf8.DecodeLastRuneInString(before)
	a, _ := utf8.DecodeRuneInString(after)
	wide := strings.HasPrefix(text[r.to:], "  ")
	return (before == "" || strings.ContainsRune(borders, b) || strings.HasSuffix(text[:r.from], "   ")) &&
		(after == "" || postcode || strings.ContainsRune(borders, a) || wide)
}

// commonWords are cities of over a hundred thousand people whose names are
// words or first names that resumes hold.
var commonWords = wordSet(`mobile reading nice split male sale bath date orange most central union independence enterprise best same data java of job page
university college spring man max normal green liberty hope concord pearl field carmen george florence santiago victoria jackson lincoln tyler irving gilbert
chandler garland madison jordan georgia anand roman guide surprise bar essen hagen as march may august`)

// findPlace returns the place that a text names, as printed: "Kochi, Ernakulam,
// Kerala, India", "Austin, TX", a known city alone.
func findPlace(text string) (place string, from, to int, ok bool) {
	best := 0.0
	for _, r := range placeRuns(text) {
		if score := r.score(text); score > best {
			best, from, to = score, r.from, r.to
		}
	}
	if best == 0 {
		return "", 0, 0, false
	}
	return text[from:to], from, to, true
}

// score says how surely a run is a place in any text; 0 is not at all.
func (r placeRun) score(text string) float64 {
	if r.inName(text) {
		return 0
	}
	score := 0.0
	if r.city >= 0 {
		score += 1 + 0.2*float64(r.size)
	}
	if r.region >= 0 {
		score += 2
	}
	if r.country >= 0 {
		score++
	}
	if r.whole {
		score++
	}
	if len(r.parts) > 1 && (r.region >= 0 || r.country >= 0) {
		return score
	}
	return score * r.sureAlone(text)
}

// sureAlone is 1 for a single name that can stand for itself: a country, a
// region or a city of a hundred thousand people, written with a capital.
func (r placeRun) sureAlone(text string) float64 {
	p := r.parts[0]
	name := text[p.from:p.to]
	first, _ := utf8.DecodeRuneInString(name)
	known := r.city >= 0 && r.size >= 5 || r.country >= 0 || r.region >= 0 && !p.bearers.has("s")
	if !known || !unicode.IsUpper(first) || commonWords[foldPlace(name)] {
		return 0
	}
	return 1
}

// inName reports whether the run is part of a longer name: "Delhi Public
// School", "University of Mumbai", "Jordan Avery".
func (r placeRun) inName(text string) bool {
	after, postcode := r.after(text)
	if !postcode && strings.HasPrefix(after, " ") && !strings.HasPrefix(after, "  ") {
		next, _ := utf8.DecodeRuneInString(after[1:])
		if unicode.IsUpper(next) {
			return true
		}
	}
	before := strings.ToLower(strings.TrimRight(text[:r.from], " "))
	return strings.HasSuffix(before, " of") || strings.HasSuffix(before, " the") || before == "the" || before == "of"
}
