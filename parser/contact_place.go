package parser

import (
	"slices"
	"strings"
	"unicode"
)

var (
	// homeLabel begins a line that says where the person lives. Its groups are
	// kinds of label, surest first.
	homeLabel = compile(`(?i)^(?:` +
		`((?:current |present )?(?:location|city|town|residence)|resident(?: of)?|residing (?:at|in)|based (?:in|at)|living in|lives in|current place|` +
		`wohnort|wohnhaft in|ville|localisation|ciudad|localidad|ubicación|cidade|localização|città|woonplaats|miejscowość|bostadsort)` +
		`|((?:present|current|residential|residence|resident|local|physical|personal|home|communication|contact|correspondence|mailing|postal)?\s?-?\s?(?:address|add|adress|addr)(?: for (?:communication|correspondence|contact))?|address line|present location|correspondence|r/o|` +
		`anschrift|wohnanschrift|adresse|dirección|domicilio|indirizzo|residenza|endereço|morada|adres|adress|alamat)` +
		`|((?:permanent|native|perm\.?|parmanent|permenant|permanant)\s?(?:address|add|place|home)?(?: address)?|home ?town|domicile)` +
		`|(place))` +
		`(?:\s*(?:\([^)]{0,20}\))?\s*(?:is\b)?\s*([-:–—.=\t]+|$)|\(es\)\s)`)
	// midLabel is a label within a line, where lines of a form were joined.
	midLabel = compile(`(?i)\b(?:(?:permanent|present|current|residential|home|postal)\s+(?:address|add)|resident|residence|address)\s*[\t:–-]`)
	// otherLabel ends an address that goes over several lines.
	otherLabel = compile(`(?i)^[^\pL]*(?:e\s?-?mail|mail|mob|mobile|phone|ph|tel|telephone|contact|cell|date|d\.?o\.?b|nationality|gender|sex|marital|passport|languages?|father|mother|husband|spouse|name|religion|permanent|present|current|hobbies|skype|linkedin|visa|driving|declaration|place|objective|career|blood|age|height|category|fax|website|postal|web)\b.{0,30}?(?:[-:–\t]|$)`)
	notHome    = compile(`(?i)\b(?:preferr?ed|preference|project|site|work|job|issued?|birth|posting|client|company|relocat\w*|open to|willing|exam|nationality|citizen(?:ship)?)\b`)
	zipForm    = compile(`\b([A-Z][\pL.'-]+(?: [A-Z][\pL.'-]+){0,2}), ([A-Z]{2}) (\d{5})\b`)
)

// How surely a line says where the person lives.
const (
	sureLocation  = 100 // "Location: Berlin"
	sureTop       = 80  // among the contact lines
	sureAddress   = 70  // "Present address: …"
	sureTown      = 66  // a town alone among the contact lines
	surePermanent = 60
	surePersonal  = 50 // in a line of an address among the personal details
	surePlace     = 40 // "Place: Delhi" beside the signature
)

type foundPlaceOf struct {
	text    string
	line    int
	score   float64
	sure    float64 // of a place without a label: the kind of its evidence
	country string
}

// findLocation finds where the person lives, as city and region, or city and
// country, and returns the country's ISO code if it is known.
func (c *contactFinder) findLocation(f *contactFields) (country string) {
	var best foundPlaceOf
	consider := func(p foundPlaceOf, ok bool) {
		if ok && p.score > best.score {
			best = p
		}
	}
	for i := range c.lines {
		if c.zones[i] == zoneOthers {
			continue
		}
		consider(c.labelledPlace(i))
	}
	if best.score < sureLocation {
		consider(c.topPlace())
	}
	if best.score < surePersonal {
		consider(c.personalPlace())
	}
	if best.text == "" {
		return ""
	}
	f.location, f.locationLine = best.text, c.lines[best.line].index
	return best.country
}

// labelledPlace reads "Present address: …" at line i and the lines after it.
func (c *contactFinder) labelledPlace(i int) (foundPlaceOf, bool) {
	at, value, sure := c.homeLabelAt(i)
	if sure == 0 || sure == surePlace && c.zones[i] == zoneBody && i < len(c.lines)*3/4 {
		return foundPlaceOf{}, false
	}
	if sure == sureLocation && (c.zones[i] == zoneBody || c.lines[i].section == Summary) {
		return foundPlaceOf{}, false // of a job
	}
	lines := 0
	text := c.homeText(i, at)
	if sure != sureLocation && sure != surePlace {
		for n := i + 1; n < len(c.text) && lines < 6 && !c.endsAddress(n); n++ {
			text += "\n" + c.homeText(n, 0)
			lines++
		}
	} else if strings.TrimSpace(text) == "" && i+1 < len(c.text) && !c.endsAddress(i+1) {
		text = c.homeText(i+1, 0)
	}
	p, ok := addressPlace(text)
	if !ok && sure == sureLocation && plainPlace(value) {
		p, ok = foundPlaceOf{text: strings.Trim(value, " .,-–:")}, true
	}
	if c.zones[i] == zoneTop && sure < sureTop && sure != surePlace {
		sure += 15
	}
	p.line, p.score = i, float64(sure)
	return p, ok
}

// homeLabelAt finds the first label of an address on line i, and returns where
// its value begins, the value as far as its cell goes, and how sure it is.
func (c *contactFinder) homeLabelAt(i int) (at int, value string, sure int) {
	text := c.text[i]
	for _, start := range labelStarts(text) {
		for start < len(text) && !nextIsLetter(text[start:]) {
			start++
		}
		m := homeLabel.FindStringSubmatchIndex(text[start:])
		if m == nil || notHome.MatchString(text[start:start+m[1]]) {
			continue
		}
		value = strings.TrimLeft(text[start+m[1]:], " \t:-–")
		value, _, _ = strings.Cut(value, "\t")
		for g, s := range []int{sureLocation, sureAddress, surePermanent, surePlace} {
			if m[2*g+2] >= 0 {
				return start + m[1], strings.TrimSpace(value), s
			}
		}
	}
	return 0, "", 0
}

// labelStarts returns where a label can begin: with the line, with a cell, or
// amid the line where lines of a form were joined.
func labelStarts(text string) []int {
	starts := []int{0}
	for k := range len(text) {
		if text[k] == '\t' {
			starts = append(starts, k+1)
		}
	}
	if strings.ContainsAny(text, "\t:–-") {
		for _, m := range midLabel.FindAllStringIndex(text, -1) {
			starts = append(starts, m[0])
		}
		slices.Sort(starts)
	}
	return starts
}

// homeText is line i from byte at on, without what is an e-mail or a phone
// number.
func (c *contactFinder) homeText(i, at int) string {
	text := c.text[i][at:]
	text = emailPattern.ReplaceAllString(text, "|")
	return text
}

func (c *contactFinder) endsAddress(i int) bool {
	text := c.text[i]
	return strings.TrimSpace(text) == "" || otherLabel.MatchString(text) || c.lines[i].section != c.lines[i-1].section ||
		len(text) > 120 || i == c.name
}

// plainPlace reports whether the value of a label can be a place that the
// gazetteer does not know: a few words with capitals.
func plainPlace(value string) bool {
	value = strings.Trim(value, " .,-–:")
	if value == "" || len(value) > 40 || strings.ContainsAny(value, "0123456789@/\t|") || len(strings.Fields(value)) > 4 {
		return false
	}
	return unicode.IsUpper(firstRune(value))
}

// topPlace finds the place among the contact lines that have no label.
func (c *contactFinder) topPlace() (foundPlaceOf, bool) {
	var best foundPlaceOf
	for i := range c.lines {
		if c.zones[i] != zoneTop {
			continue
		}
		text := c.topText(i)
		if text == "" {
			continue
		}
		// An address goes on in the line after it.
		first := len(text)
		if i+1 < len(c.lines) && c.zones[i+1] == zoneTop && first < 60 && i+1 != c.name {
			text += "\n" + c.topText(i+1)
		}
		if p, ok := addressPlaceIn(text, first); ok && p.score > best.score {
			p.line = i
			best = p
		}
	}
	if best.score == 0 {
		return best, false
	}
	best.score = best.sure + best.score/100
	return best, true
}

// personalPlace finds an address among the personal details whose label stands
// elsewhere, as where a form's labels are a column of their own: a town with its
// region or postcode.
func (c *contactFinder) personalPlace() (foundPlaceOf, bool) {
	for i, text := range c.text {
		if c.zones[i] != zonePersonal || c.lines[i].section == Summary || len(text) > 100 || notHome.MatchString(text) {
			continue
		}
		if i+1 < len(c.text) && len(c.text[i+1]) < 60 && c.zones[i+1] == zonePersonal {
			text += "\n" + c.text[i+1]
		}
		for _, r := range placeRuns(text) {
			if r.from < len(c.text[i]) && r.city >= 0 && r.endsSegment(text) && (r.region >= 0 || r.country >= 0 || pinAfter.MatchString(text[r.to:])) && !r.inName(text) {
				return foundPlaceOf{text: r.short(text), line: i, score: surePersonal, country: r.homeCountry()}, true
			}
		}
	}
	return foundPlaceOf{}, false
}

var pinAfter = compile(`(?i)^(?:\W*\b(?:dt|dist|distt|district|pin|pin ?code)\b)*\W{0,5}\d{3} ?\d{2,3}\b`)

// topText is a contact line without e-mail, addresses of the web and name; ""
// if it is none that could hold an address.
func (c *contactFinder) topText(i int) string {
	text := withoutOthers(c.text[i])
	if len(text) > 160 || isProse(text) {
		return ""
	}
	if c.holdsName(i) {
		rest := strings.Replace(text, c.found, "|", 1)
		if rest == text {
			return ""
		}
		text = rest
	}
	return webAddress.ReplaceAllString(emailPattern.ReplaceAllString(text, "|"), "|")
}

var parenthesis = compile(`\([^()]*\)`)

// withoutOthers blanks the fields of a line that name a place the person does
// not live in: "Berlin | Open to relocation to Munich".
func withoutOthers(text string) string {
	if !notHome.MatchString(text) {
		return text
	}
	text = parenthesis.ReplaceAllStringFunc(text, func(s string) string {
		if notHome.MatchString(s) {
			return ""
		}
		return s
	})
	fields := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("|•·;\t", r) })
	fields = slices.DeleteFunc(fields, notHome.MatchString)
	return strings.Join(fields, "|")
}

// holdsName reports whether the name, or the second half of it, stands on line i.
func (c *contactFinder) holdsName(i int) bool {
	return i == c.name || i == c.name+1 && strings.HasSuffix(c.found, " "+strings.TrimSpace(c.text[i]))
}

// addressPlace finds the surest place of an address.
func addressPlace(text string) (foundPlaceOf, bool) {
	best := foundPlaceOf{}
	for _, r := range placeRuns(text) {
		s := r.addressScore(text)
		if s > 0 && s >= best.score { // the last of equals: an address goes from small to large
			best = foundPlaceOf{text: r.short(text), score: s, country: r.homeCountry()}
		}
	}
	return best, best.score > 0
}

// addressPlaceIn is addressPlace for a line without a label: the place begins
// in the first bytes of the text, and must look like one.
func addressPlaceIn(text string, first int) (foundPlaceOf, bool) {
	best := foundPlaceOf{}
	for _, r := range placeRuns(text) {
		if r.from >= first {
			continue
		}
		if r.city < 0 {
			if town, ok := r.unlistedTown(text); ok && best.score < 1 {
				best = foundPlaceOf{text: town + ", " + text[r.from:r.to], score: 1, sure: sureTown, country: r.homeCountry()}
			}
			continue
		}
		town := r.parts[r.city]
		if home := r.home(); home != "" && town.bearers.size(home) < 0 && countIn("title", text[town.from:town.to]) > 0 {
			continue // "Engineer, Germany": there is a village of that name elsewhere
		}
		s := r.addressScore(text)
		lone := r.region < 0 && r.country < 0
		_, postcode := cutPostcode(text[:r.from])
		if lone && r.area == "" && (r.size < 4 && !postcode || r.inName(text) || commonWords[foldPlace(text[r.from:r.to])] || !r.endsSegment(text) && !r.leads(text)) {
			continue
		}
		if s > best.score {
			best = foundPlaceOf{text: r.short(text), score: s, sure: sureTop, country: r.homeCountry()}
			if lone {
				best.sure = sureTown
			}
		}
	}
	if m := zipForm.FindStringSubmatchIndex(text[:first]); m != nil && best.score < 8 {
		best = foundPlaceOf{text: text[m[0]:m[1]], score: 8, sure: sureTop, country: "US"}
	}
	return best, best.score > 0
}

// townBefore matches a few words with capitals that fill a cell up to a comma,
// with or without a postcode: "Donostia 20009, ".
var townBefore = compile(`(?:(?:^|[|•·;\t\n]|\s[–—-]\s)\s*|\b\d{4,6} )(\p{Lu}[\p{L}'’.-]{3,}(?: (?:\p{Lu}[\p{L}'’.-]+|\p{Ll}{2,3})){0,3})(?: \d{4,6})?, ?$`)

// unlistedTown returns the town that stands before a country although the
// gazetteer does not know it.
func (r placeRun) unlistedTown(text string) (string, bool) {
	if len(r.parts) > 1 || r.country < 0 || !r.endsSegment(text) || commonWords[foldPlace(text[r.from:r.to])] {
		return "", false
	}
	m := townBefore.FindStringSubmatch(text[:r.from])
	if m == nil || len(m[1]) > 30 || otherLabel.MatchString(m[1]) || notHome.MatchString(m[1]) {
		return "", false
	}
	for _, name := range []string{"title", "grade", "company", "department", "degree", "school", "field"} {
		if countIn(name, m[1]) > 0 {
			return "", false
		}
	}
	return m[1], true
}

var spacedDash = compile(`^\s+[-–—]\s`)

// endsSegment reports whether the run is the end of its line or cell, or has a
// postcode after it.
func (r placeRun) endsSegment(text string) bool {
	after, postcode := r.after(text)
	rest := strings.TrimLeft(after, " .-–:,")
	return rest == "" || postcode || strings.ContainsRune("\n|\t•·;(", firstRune(rest)) || unicode.IsDigit(firstRune(rest)) || strings.HasPrefix(text[r.to:], "  ") || spacedDash.MatchString(after)
}

// leads reports whether the run begins its line and words in small letters
// follow: "Berlin based engineer", "Delhi as technician".
func (r placeRun) leads(text string) bool {
	begins := r.from == 0 || strings.ContainsRune("\n|\t•·;", rune(text[r.from-1]))
	rest := strings.TrimLeft(text[r.to:], " -")
	return begins && r.size >= 5 && rest != text[r.to:] && unicode.IsLower(firstRune(rest))
}

// addressScore says how surely the run names the town of an address.
func (r placeRun) addressScore(text string) float64 {
	if r.city < 0 && r.region < 0 {
		return 0
	}
	score := 0.0
	if r.city >= 0 {
		score = 1 + float64(r.size)/2
	}
	if r.region >= 0 {
		score += 3
	}
	if r.country >= 0 {
		score += 2
	}
	if r.whole {
		score += 1.5
	} else if r.size < 4 {
		score -= 2
	}
	if r.inName(text) {
		score -= 2
	}
	return max(score, 0)
}

// short is the place as city and region, or city and country; a postcode stays
// where it is part of the form.
func (r placeRun) short(text string) string {
	part := func(i int) string { return strings.TrimSpace(text[r.parts[i].from:r.parts[i].to]) }
	switch {
	case r.area != "":
		return r.area
	case r.city < 0 && r.country >= 0:
		return part(r.region) + ", " + part(r.country)
	case r.city < 0:
		return part(r.region)
	case r.region >= 0 && r.zip != "":
		return part(r.city) + ", " + part(r.region) + " " + r.zip
	case r.region >= 0:
		return part(r.city) + ", " + part(r.region)
	case r.country >= 0:
		return part(r.city) + ", " + part(r.country)
	}
	return part(r.city)
}

// homeCountry is the country of the run: as it says, else that of its city.
func (r placeRun) homeCountry() string {
	if home := r.home(); home != "" {
		return home
	}
	b, country, size := r.parts[max(r.city, 0)].bearers, "", -1
	for ; len(b) >= 4; b = b[4:] {
		if b[0] == placeCity && int(b[1]) > size {
			country, size = string(b[2:4]), int(b[1])
		}
	}
	return country
}
