package parser

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	nameLabel = compile(`(?i)^\W*(?:first name\(s\)\s*/\s*surname\(s\)|surname\(s\)\s*/\s*(?:first|given) name\(s\)|` + // Europass sets no mark after it
		`(?:(?:full |candidate(?:'s|’s)? |my |first |applicant(?:'s|’s)? |employee )?name\s*(?:in full|of (?:the )?(?:candidate|applicant))?|` +
		`vor-? ?und (?:nach|zu)name|(?:nach|zu)name,? vorname|nom(?: complet)?(?:(?: et |\s?[/&]\s?)prénoms?)?|prénoms?(?: et |\s?[/&]\s?)nom|nombre(?: completo)?(?: y apellidos?)?|apellidos y nombres?|` +
		`nome(?: completo)?(?: e cognome)?|cognome e nome|naam|imię i nazwisko|ad[ıi],? soyad[ıi]|namn|nama(?: lengkap)?)\s*[-:–—=.\t]+)\s*`)
	nameTitle   = compile(`(?i)^\W*(?:(?:the )?(?:resum[eé]|résumé|cv|c\.v\.?|curr?icull?[aeu]m[\s-]*vita[e]?|bio[\s-]?data|profile|(?:tabellarischer )?lebenslauf|curriculo|currículo|currículum|hoja de vida|europass|özgeçmiş|životopis|życiorys)\b\W*(?:of|for|-|:)?\W*)+`)
	titleAfter  = compile(`(?i)\s(?:resum[eé]|résumé|cv|curriculum vitae|bio-?data)\b.*$`)
	honorific   = compile(`^(?i)(?:dr|mr|mrs|ms|miss|er|prof|engr?|adv|ca|cs|shri|sri|smt|ar|capt)(?:\.\s*|\s+)`)
	afterName   = compile(`(?i)\s*(?:\s[sdwc]/[o0]\b|[|•·;/<>{}\[\]:\t]|,|\s[-–—]\s|\s{3,}|\(|\be-?mail\b|\bmob(?:ile)?\b|\bphone\b|\bcontact\b|\bcell\b|\baddress\b|\btel\b|\bid no\b|\bfather|\bdate of|\bd\.?o\.?b\b|\bnationality\b|\bgender\b|\bsex\b|\bmarital\b|\bskype\b|\bage\b|\bnic\b|\s[+(]?\d).*$`)
	credentials = compile(`(?:\s+(?:Ph\.?\s?D\.?|PhD|MBA|M\.B\.A\.?|PMP|CPA|CFA|ACCA|FCA|ACA|RN|BSN|MSN|MD|MBBS|M\.D\.|CSM|P\.?E\.?|PE|Esq\.?|B\.?E\.?|B\.?Tech\.?|M\.?Tech\.?|MCA|BCA|M\.?Sc\.?|B\.?Sc\.?|CISSP|ITIL|CCNA))+$`)
	mohammed    = compile(`(?i)^md\b\.?\s*`) // as a first name, not the managing director
	signature   = compile(`[(\[]\s*([\pL][\pL .'’-]{2,40})\s*[)\]]`)
)

// nameParticles stand in names in small letters.
var nameParticles = wordSet("de da do dos das del della di du van von der den ter ten la le el al bin binti ibn abu ben bint e y zu und af av st o of s/o d/o")

// notNames are words that stand at the top of resumes and are no names, beside
// titles and headings.
var notNames = wordSet(`resume résumé curriculum vitae cv biodata profile page contact email e-mail phone mobile address objective summary career experience education skills
personal details declaration date place title job application position of the and for with in at to from dear sir madam male female age years year single married
updated last technical professional work employment history qualification qualifications academic university college school institute company ltd pvt limited street road nagar
colony city district state pin house flat floor block sector near linkedin github skype website indian nationality passport visa status available confidential private
certified engineering technology science arts commerce computer information diploma degree bachelor master graduate tech btech mtech mba mca bca bsc msc phd welcome
photo script about p.o po post dist market lane village near opp apartment me info information references language languages hobbies interests project projects client role duration strengths core competencies
seeking looking system systems software hardware network oracle java php dotnet sap microsoft certificate certification training yours sincerely faithfully regards truly`)

// nameCandidate is a text that can be the person's name.
type nameCandidate struct {
	text  string
	line  int // position in lines
	score float64
}

// findName weighs all that can be a name: by its label, place, size, and by the
// e-mail and profile addresses.
func (c *contactFinder) findName(f *contactFields) {
	for _, l := range f.links {
		if slug := profileSlug(l.URL); slug != "" {
			c.names = append(c.names, slug)
		}
	}
	signed := c.signatures()
	largest := c.largestSize()
	best := nameCandidate{}
	for i := range c.lines {
		for _, n := range c.namesAt(i, largest) {
			n.score += c.nameEvidence(n, signed, largest)
			if n.score > best.score {
				best = n
			}
		}
	}
	if best.score < minimalName {
		return
	}
	f.name, f.nameLine = best.text, c.lines[best.line].index
	c.name, c.found = best.line, best.text
}

// minimalName is what a name must have for it: no more than a place at the top.
const minimalName = 4

func profileSlug(url string) string {
	for _, site := range []string{"linkedin.com/in/", "linkedin.com/pub/", "github.com/"} {
		if k := strings.Index(strings.ToLower(url), site); k >= 0 {
			slug, _, _ := strings.Cut(url[k+len(site):], "/")
			return lettersOf(slug)
		}
	}
	return ""
}

// signatures are the folded names printed beside the declaration at the end.
func (c *contactFinder) signatures() map[string]bool {
	signed := map[string]bool{}
	for i := max(0, len(c.lines)-12); i < len(c.lines); i++ {
		if c.zones[i] == zoneTop {
			continue
		}
		for _, m := range signature.FindAllStringSubmatch(c.text[i], -1) {
			signed[lettersOf(m[1])] = true
		}
		cells := strings.FieldsFunc(c.text[i], func(r rune) bool { return r == '\t' })
		for _, cell := range cells {
			if len(cell) > 50 {
				continue
			}
			if name, ok := cleanName(cell); ok {
				signed[lettersOf(name)] = true
			}
		}
	}
	return signed
}

func (c *contactFinder) largestSize() float64 {
	largest := 0.0
	for i := range c.lines {
		if c.zones[i] == zoneTop && c.lines[i].page <= 1 && nameTitle.ReplaceAllString(c.text[i], "") != "" {
			largest = max(largest, c.lines[i].size)
		}
	}
	return largest
}

// namesAt returns the candidates on line i: what its label gives, its cells,
// and the line joined with the next where a name is broken over two.
func (c *contactFinder) namesAt(i int, largest float64) []nameCandidate {
	text := c.text[i]
	if c.zones[i] == zoneOthers || len(text) > 200 {
		return nil
	}
	if at := nameLabel.FindStringIndex(text); at != nil {
		if name, ok := cleanName(text[at[1]:]); ok && c.zones[i] != zoneBody {
			return []nameCandidate{{name, i, 4}}
		}
		return nil
	}
	if c.zones[i] != zoneTop {
		return c.strayName(i)
	}
	var out []nameCandidate
	if name, ok := letterSpaced(text, c.locals); ok {
		return append(out, nameCandidate{name, i, 2})
	}
	if name, ok := c.overCells(text); ok {
		return append(out, nameCandidate{name, i, 1})
	}
	cells := strings.Split(text, "\t")
	for k, cell := range cells {
		if name, ok := cleanName(cell); ok || c.smallName(name) {
			n := nameCandidate{name, i, 0}
			if k > 0 {
				n.score--
			}
			if strings.HasPrefix(strings.TrimLeft(cell, " "), name+",") && c.speaksFor(name) == 0 && holdsPlace(cell) {
				n.score -= 2 // a part of an address
			}
			if len(cells) == 1 && lettersOf(name) == lettersOf(text) {
				n.score++
			}
			out = append(out, n)
		}
	}
	if name, ok := c.overTwoLines(i, largest); ok {
		out = append(out, nameCandidate{name, i, 1})
	}
	return out
}

// smallName reports whether a text without capitals is a name that the e-mail
// or a profile speaks for.
func (c *contactFinder) smallName(s string) bool {
	words := strings.Fields(s)
	for k, w := range words {
		r, n := utf8.DecodeRuneInString(w)
		words[k] = string(unicode.ToUpper(r)) + w[n:]
	}
	return len(words) > 1 && len(words) < 5 && nameShaped(strings.Join(words, " ")) && c.speaksFor(s) >= 3
}

func holdsPlace(s string) bool {
	_, _, _, ok := findPlace(s)
	return ok
}

// overCells joins a name whose words are set wide apart, if the e-mail or a
// profile speaks for both sides.
func (c *contactFinder) overCells(text string) (string, bool) {
	head, tail, ok := strings.Cut(strings.TrimSpace(text), "\t")
	if !ok || strings.Contains(tail, "\t") || c.speaksFor(head) == 0 || c.speaksFor(tail) == 0 {
		return "", false
	}
	name, ok := cleanName(head + " " + tail)
	return name, ok && lettersOf(name) == lettersOf(text)
}

// strayName takes a line of the first page that stands among the lines of a
// section, as a name above the wider of two columns does, if the e-mail or a
// profile speaks for it, or its size.
func (c *contactFinder) strayName(i int) []nameCandidate {
	text := c.text[i]
	if c.lines[i].page > 1 || i > 80 || len(text) > 60 {
		return nil
	}
	large := i < topLines && c.lines[i].size > 1.15*c.usualSize() && strings.Contains(text, " ")
	if !large && c.speaksFor(text) < 3 {
		return nil
	}
	name, ok := cleanName(text)
	if !ok || lettersOf(name) != lettersOf(text) {
		return nil
	}
	return []nameCandidate{{name, i, 0}}
}

// overTwoLines joins a name printed over two lines; only if it is the largest
// text, or the e-mail or a profile speaks for both parts.
func (c *contactFinder) overTwoLines(i int, largest float64) (string, bool) {
	if i+1 >= len(c.lines) || c.zones[i+1] != zoneTop || len(c.text[i]) > 50 || len(c.text[i+1]) > 50 || math.Abs(c.lines[i].size-c.lines[i+1].size) > 0.5 {
		return "", false
	}
	a, ok := cleanName(strings.ReplaceAll(c.text[i], "\t", " "))
	b, also := cleanName(c.text[i+1])
	if !ok || !also || len(strings.Fields(a)) > 3 || len(strings.Fields(b)) > 2 {
		return "", false
	}
	most := 1.4 // times the usual size
	if len(strings.Fields(b)) == 1 {
		most = 1.15
	}
	title := c.lines[i].size >= largest-0.2 && largest > most*c.usualSize() && len(strings.Fields(a)) == 1 && countIn("title", b) == 0
	return a + " " + b, title || c.speaksFor(a) > 0 && c.speaksFor(b) > 0
}

// nameEvidence adds up what speaks for a candidate.
func (c *contactFinder) nameEvidence(n nameCandidate, signed map[string]bool, largest float64) float64 {
	l := c.lines[n.line]
	score := c.speaksFor(n.text)
	if c.zones[n.line] == zoneTop {
		score += max(0, 5-0.5*float64(c.order(n.line)))
	}
	if l.size > 0 && l.size >= largest-0.2 && l.size > c.usualSize()*1.1 {
		score += 3
	}
	if l.bold > 0.6 {
		score += 0.5
	}
	if strings.ToUpper(n.text) == n.text {
		score += 0.5
	}
	if signed[lettersOf(n.text)] {
		score += 3
	}
	if strings.Contains(n.text, " ") || strings.Contains(n.text, ".") {
		score++
	}
	plain := mohammed.ReplaceAllString(n.text, "")
	if words := len(strings.Fields(plain)); countIn("title", plain) > 0 || 2*(countIn("company", plain)+countIn("school", plain)) >= words {
		score -= 5
	}
	if c.speaksFor(n.text) == 0 && headingKind(n.text) != "" {
		score -= 5
	}
	if place, _, _, ok := findPlace(n.text); ok && len(place) == len(n.text) {
		score -= 4
	}
	return score
}

// order is the position of a line among those that hold text that counts, the
// lines of a page's header first.
func (c *contactFinder) order(i int) int {
	if c.lines[i].part == PartHeader {
		return 0
	}
	n := 0
	for k := 0; k < i && n < 20; k++ {
		if c.zones[k] == zoneTop && !nameTitle.MatchString(c.text[k]) && !c.email[k] {
			n++
		}
	}
	return n
}

func (c *contactFinder) usualSize() float64 {
	if len(c.lines) == 0 {
		return 0
	}
	return c.lines[len(c.lines)/2].size
}

// transcribed are letters as addresses spell them out: "joerg" for "Jörg".
var transcribed = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "å", "aa", "ø", "oe")

// speaksFor says how far the e-mail's local part or a profile's address holds
// the words of a name.
func (c *contactFinder) speaksFor(name string) float64 {
	best := 0.0
	for _, local := range c.names {
		score, rest := 0.0, local
		for _, w := range strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) }) {
			if t := lettersOf(transcribed.Replace(strings.ToLower(w))); strings.Contains(rest, t) {
				w = t
			}
			w = lettersOf(w)
			switch {
			case len(w) >= 3 && strings.Contains(rest, w):
				score += 3
				rest = strings.Replace(rest, w, "", 1)
			case len(w) >= 5 && strings.Contains(rest, w[:4]):
				score += 2
				rest = strings.Replace(rest, w[:4], "", 1)
			case len(w) > 0 && len(w) < 3 && strings.Contains(rest, w):
				score += 0.5
			}
		}
		best = max(best, min(score, 8))
	}
	return best
}

// cleanName takes from a text what stands around a name, and reports whether
// the rest is shaped as one.
func cleanName(text string) (string, bool) {
	s := strings.TrimSpace(text)
	s = nameTitle.ReplaceAllString(s, "")
	s = titleAfter.ReplaceAllString(s, "")
	s = nameLabel.ReplaceAllString(s, "")
	s = strings.TrimLeft(s, " \t.,:;-–—•*_([<“\"'")
	s = afterName.ReplaceAllString(s, "")
	s = honorific.ReplaceAllString(s, "")
	s = credentials.ReplaceAllString(s, "")
	s = strings.Join(strings.Fields(strings.Trim(s, " \t,:;-–—•*_)]>”\"")), " ")
	return s, nameShaped(s)
}

// nameShaped reports whether a text is one to six words that names are made
// of: letters, capitals or particles, initials.
func nameShaped(s string) bool {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 6 || len(s) > 60 || len(lettersOfAny(s)) < 3 {
		return false
	}
	capitals := 0
	for k, w := range words {
		lower := strings.ToLower(strings.Trim(w, ".,"))
		if notNames[lower] || !nameWord(w) {
			return false
		}
		switch {
		case unicode.IsUpper(firstRune(w)) || !hasCase(w):
			capitals++
		case k == 0 && len(words) > 1 && !nameParticles[lower] || k > 1 && !nameParticles[lower] && len(words) > 3:
			return false
		case k == 0 && len(words) == 1:
			return false
		}
	}
	return capitals > 0 && capitals*3 >= len(words)
}

// hasCase is false for scripts without capitals.
func hasCase(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsLower(r) || unicode.IsUpper(r)
}

func nameWord(w string) bool {
	for _, r := range w {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !strings.ContainsRune(".'’‘-`´", r) {
			return false
		}
	}
	return true
}

func lettersOfAny(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, s)
}

// letterSpaced closes up "J O R D A N   R E Y E S". Where the words are not
// set apart by wider gaps, the e-mail says where one ends.
func letterSpaced(text string, known []string) (string, bool) {
	fields := strings.Fields(text)
	if len(fields) < 5 {
		return "", false
	}
	for _, f := range fields {
		if utf8.RuneCountInString(f) > 2 || !unicode.IsUpper(firstRune(f)) {
			return "", false
		}
	}
	var parts []string
	for _, p := range nameGap.Split(strings.TrimSpace(text), -1) {
		parts = append(parts, strings.Join(strings.Fields(p), ""))
	}
	name := strings.Join(parts, " ")
	if len(parts) == 1 {
		name = splitByKnown(name, known)
	}
	return name, nameShaped(name)
}

var nameGap = compile(`\t\s*|\s{2,}`)

// splitByKnown parts a name that is printed without gaps as an e-mail does:
// "JORDANLEWIS" by "jordan.lewis".
func splitByKnown(name string, known []string) string {
	for _, local := range known {
		words := strings.FieldsFunc(local, func(r rune) bool { return !unicode.IsLetter(r) })
		if strings.Join(words, "") != strings.ToLower(name) {
			continue
		}
		var parts []string
		for at, k := 0, 0; k < len(words); k++ {
			parts = append(parts, name[at:at+len(words[k])])
			at += len(words[k])
		}
		return strings.Join(parts, " ")
	}
	return name
}
