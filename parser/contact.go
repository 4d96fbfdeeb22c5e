package parser

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// contactLine is a line of the document as the search for contact fields sees it.
type contactLine struct {
	text    string
	page    int
	size    float64 // points; 0 if unknown
	bold    float64 // share of its letters, 0 to 1
	section Kind    // "" if not known
	part    Part
	links   []string // targets of the hyperlinks on it
	index   int
}

// contactFields is who wrote the document and how to reach them. The line
// fields are the index of the line that holds the field; -1 if there is none.
type contactFields struct {
	name, email, phone, location                 string
	links                                        []Link
	nameLine, emailLine, phoneLine, locationLine int
	allEmails, allPhones                         []string
}

// topLines are the lines at the top of a document that can hold contact fields
// when no section says so.
const topLines = 14

// findContact finds the contact fields in the lines of a document, which come
// in reading order.
func findContact(lines []contactLine) contactFields {
	f := contactFields{nameLine: -1, emailLine: -1, phoneLine: -1, locationLine: -1}
	c := newContactFinder(lines)
	c.findEmails(&f)
	c.ownBlock(&f)
	f.links = c.findLinks()
	c.findName(&f)
	region := c.findLocation(&f)
	c.findPhones(&f, region)
	return f
}

// zone says how likely a line holds what belongs to the person.
type zone byte

const (
	zoneBody     zone = iota // jobs, projects, schools: other people's addresses too
	zonePersonal             // "personal details", declarations, whatever else
	zoneTop                  // above the first heading, under "Contact", in a page's header
	zoneOthers               // references
)

type contactFinder struct {
	lines  []contactLine
	zones  []zone
	text   []string // of the lines, with spaces and glued signs made plain
	email  []bool   // the line holds an e-mail or a phone number of the person
	names  []string // the e-mails' local parts and the profiles' names, their letters alone
	locals []string // the e-mails' local parts in small letters
	name   int      // position of the name's line; -1 if none
	found  string   // the name
}

var (
	referencesHeading = compile(`(?i)^\W*(?:professional |personal )?(?:references?|referees?)\b.{0,24}$`)
	atWords           = compile(`(?i)\s*[\[({]\s*at\s*[\])}]\s*`)
	dotWords          = compile(`(?i)\s*[\[({]\s*dot\s*[\])}]\s*`)
)

func newContactFinder(lines []contactLine) *contactFinder {
	c := &contactFinder{lines: lines, name: -1}
	c.zones = make([]zone, len(lines))
	c.text = make([]string, len(lines))
	c.email = make([]bool, len(lines))
	others, head := false, headLines(lines)
	for i, l := range lines {
		c.text[i] = plainContact(l.text)
		switch {
		case len(l.text) < 48 && referencesHeading.MatchString(l.text):
			others = true
		case i > 0 && l.section != lines[i-1].section:
			others = false
		}
		c.zones[i] = zoneOf(l, i)
		if i < head {
			c.zones[i] = zoneTop
		}
		if others || l.section == References {
			c.zones[i] = zoneOthers
		}
	}
	c.mainHead()
	return c
}

// mainHead counts the head of the main column, where a sidebar comes before it
// in reading order, as contact lines: a name in by far the largest letters of
// the first page, and what stands under it.
func (c *contactFinder) mainHead() {
	at, largest, next := -1, 0.0, 0.0
	for i, l := range c.lines {
		switch {
		case l.page > 1:
		case l.size > largest+0.2:
			at, largest, next = i, l.size, largest
		case l.size < largest-0.2:
			next = max(next, l.size)
		}
	}
	if at < 0 || c.zones[at] == zoneTop || largest < 1.3*next {
		return
	}
	if _, ok := cleanName(c.text[at]); !ok {
		return
	}
	for i := at; i < len(c.lines) && i < at+6 && c.lines[i].section == c.lines[at].section; i++ {
		c.zones[i] = zoneTop
	}
}

// ownBlock counts the person's e-mail and the numbers and the address beside it
// as contact lines, wherever they stand: at the foot of a page, or in a sidebar
// without a heading.
func (c *contactFinder) ownBlock(f *contactFields) {
	at := slices.IndexFunc(c.lines, func(l contactLine) bool { return l.index == f.emailLine })
	if at < 0 || c.zones[at] == zoneTop || !c.inBlock(at) {
		return
	}
	c.zones[at] = zoneTop
	for i := at - 1; i >= 0 && i >= at-blockLines && c.inBlock(i); i-- {
		c.zones[i] = zoneTop
	}
	for i := at + 1; i < len(c.lines) && i <= at+blockLines && c.inBlock(i); i++ {
		c.zones[i] = zoneTop
	}
}

// blockLines are the lines of a block before or after the e-mail.
const blockLines = 4

// inBlock reports whether line i holds little but addresses and numbers.
func (c *contactFinder) inBlock(i int) bool {
	text := c.text[i]
	left := webAddress.ReplaceAllString(emailPattern.ReplaceAllString(text, "|"), "|")
	if len(left) > 100 || c.zones[i] == zoneOthers || isProse(left) || notPhone.MatchString(text) {
		return false
	}
	if left != text || holdsPlace(left) {
		return true
	}
	return len(left) < 40 && strings.ContainsAny(left, "0123456789") && !onlyDates(left)
}

// isProse reports whether a text is a sentence rather than a name, a number or
// an address: four words and more in small letters, and half of all.
func isProse(text string) bool {
	words := strings.Fields(text)
	small := 0
	for _, w := range words {
		if unicode.IsLower(firstRune(w)) && !strings.Contains(w, "@") {
			small++
		}
	}
	return small >= 4 && 2*small >= len(words)
}

// headLines returns how many lines stand under a title such as "Curriculum
// Vitae", whatever section that was taken for.
func headLines(lines []contactLine) int {
	for i := 0; i < len(lines) && i < 3; i++ {
		if rest := nameTitle.ReplaceAllString(lines[i].text, ""); rest == lines[i].text || len(rest) > 0 && len(lines[i].text) > 40 {
			continue
		}
		n := i + 1
		for n < len(lines) && n < i+topLines && lines[n].section == lines[i].section {
			n++
		}
		return n
	}
	return 0
}

func zoneOf(l contactLine, i int) zone {
	switch {
	case l.section == Contact, l.part == PartHeader, l.part == PartFooter:
		return zoneTop
	case i < topLines && (l.section == "" || l.section == Other):
		return zoneTop
	case l.section == "" || l.section == Other || l.section == Summary || l.section == Languages || l.section == Interests:
		return zonePersonal
	}
	return zoneBody
}

// isSeparator reports whether a sign stands only between fields: an icon, one of
// a font of icons, a dot or a bar. Signs of a phone are labels.
func isSeparator(r rune) bool {
	if r < 0x80 || strings.ContainsRune("☎✆📞📱°", r) {
		return false
	}
	return unicode.In(r, unicode.So, unicode.Co) || strings.ContainsRune("∙⋅‖∣⊕⚲❘｜", r)
}

var iconAt = compile(`(^|[\s|•·])@(\s+[\pL\pN][\pL\pN._%+-]*@)`) // "@ jane@example.com"

// plainContact makes spaces and separators plain and undoes "name [at] host [dot] com".
func plainContact(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\u00a0' || r == '\u202f' || r == '\u2009':
			return ' '
		case r == '\u200b' || r == '\u00ad' || r == '\ufeff' || r == '\u200e' || r == '\u202c' || r == '\u202a':
			return -1
		case r == '＠':
			return '@'
		case isSeparator(r):
			return '•'
		}
		return r
	}, s)
	if strings.Contains(s, "@") {
		s = iconAt.ReplaceAllString(s, "$1•$2")
	}
	s = strings.ReplaceAll(s, " * ", " • ")
	if strings.ContainsAny(s, "[({") {
		if atWords.MatchString(s) && dotWords.MatchString(s) {
			s = dotWords.ReplaceAllString(atWords.ReplaceAllString(s, "@"), ".")
		}
	}
	return s
}

// emailPattern allows for a space on either side of the @, as broken kerning
// prints it.
var emailPattern = compile(`[\pL\pN](?:[\pL\pN._%+'-]*[\pL\pN_])? ?@ ?(?:[\pL\pN](?:[\pL\pN-]*[\pL\pN])?\.)+ ?[\pL]{2,}`)

// splitEmail is an address whose end is printed on the next line, or stands
// after a space.
var (
	splitEmail = compile(`[\pL\pN][\pL\pN._%+'-]* ?@ ?[\pL\pN.-]*$`)
	emailTail  = compile(`^\s*([\pL\pN-]*\.?[\pL\pN.-]*[\pL]{2,})`)
	emailHead  = compile(`([\pL\pN][\pL\pN._%+'-]*)\s*$`)
	gluedLabel = compile(`^(.*\.\p{Ll}+)\p{Lu}\pL*$`) // "jane@example.comMobile"
	emailLabel = compile(`(?i)^\W*(?:personal\s+)?(?:e\s?-?\s?mails?|mail|emai)\s*(?:id|address)?\s*[-:–.=]*\s*`)
)

// foundEmail is an address and where it stands.
type foundEmail struct {
	address string
	line    int
	zone    zone
}

// findEmails takes the first address of the best zone. References' addresses
// are not the person's.
func (c *contactFinder) findEmails(f *contactFields) {
	var found []foundEmail
	for i := range c.lines {
		for _, a := range c.emailsAt(i) {
			found = append(found, foundEmail{a, i, c.zones[i]})
		}
	}
	best, rank := -1, -1
	for i, e := range found {
		if e.zone == zoneOthers {
			continue
		}
		f.allEmails = appendNew(f.allEmails, e.address)
		c.email[e.line] = true
		if r := c.emailRank(e); r > rank {
			best, rank = i, r
		}
	}
	if best >= 0 {
		f.email, f.emailLine = found[best].address, c.lines[found[best].line].index
		for _, a := range f.allEmails {
			local, _, _ := strings.Cut(a, "@")
			c.names = append(c.names, lettersOf(local))
			c.locals = append(c.locals, strings.ToLower(local))
		}
	}
}

// emailRank is how likely an address is the person's first: at the top of the
// document or on every page, then under "Contact", then anywhere.
func (c *contactFinder) emailRank(e foundEmail) int {
	part := c.lines[e.line].part
	if e.zone == zoneTop && (e.line < topLines || part == PartHeader || part == PartFooter) {
		return int(zoneTop) + 1
	}
	return int(e.zone)
}

// emailsAt returns the addresses that begin on line i.
func (c *contactFinder) emailsAt(i int) []string {
	var out []string
	text := c.text[i]
	if strings.Contains(text, "@") {
		for _, m := range emailPattern.FindAllStringIndex(text, -1) {
			out = appendNew(out, c.wholeEmail(i, m))
		}
		if len(out) == 0 {
			out = appendNew(out, c.emailOverLines(i))
		}
	}
	for _, l := range c.lines[i].links {
		if a, ok := strings.CutPrefix(strings.ToLower(l), "mailto:"); ok && len(out) == 0 {
			a, _, _ = strings.Cut(l[len(l)-len(a):], "?")
			if emailPattern.MatchString(a) {
				out = appendNew(out, strings.TrimSpace(a))
			}
		}
	}
	return out
}

// wholeEmail cleans the address at m. One that ends its line without a known
// ending goes on in the next: "x@exam" "ple.com" is not it, "x@example.co" "m" is.
func (c *contactFinder) wholeEmail(i int, m []int) string {
	text := c.text[i]
	a := strings.ReplaceAll(text[m[0]:m[1]], " ", "")
	a = a[gluedPhone(text[:m[0]], a):]
	if label := emailLabel.FindString(a); label != "" && strings.ContainsAny(label, ":-–") {
		a = a[len(label):]
	}
	if m := gluedLabel.FindStringSubmatch(a); m != nil && !knownEnding(a) && knownEnding(m[1]) {
		return m[1]
	}
	if m[1] == len(strings.TrimRight(text, " ")) && !knownEnding(a) && i+1 < len(c.text) {
		if tail := emailTail.FindStringSubmatch(c.text[i+1]); tail != nil && knownEnding(a+tail[1]) && len(tail[1]) < 12 {
			a += tail[1]
			c.takeTail(i+1, tail[1])
		}
	}
	return strings.Trim(a, ".'-_%+")
}

// gluedPhone returns the length of the end of a phone number that an address
// begins with: "+38515550123ivo@example.com", "(512) 555-0142jane@example.com".
// Digits alone are part of the address.
func gluedPhone(before, address string) int {
	n := len(address) - len(strings.TrimLeft(address, "0123456789-."))
	number := before + address[:n]
	for _, m := range phonePattern.FindAllStringIndex(number, -1) {
		if m[1] == len(number) && m[0] < len(before) && countDigits(number[m[0]:]) >= 9 && !unicode.IsDigit(rune(number[m[0]])) {
			return n
		}
	}
	return 0
}

// emailOverLines joins an address that is broken over two lines.
func (c *contactFinder) emailOverLines(i int) string {
	text := strings.TrimRight(c.text[i], " \t")
	if m := splitEmail.FindString(text); m != "" && i+1 < len(c.text) {
		if tail := emailTail.FindStringSubmatch(c.text[i+1]); tail != nil {
			if a := strings.ReplaceAll(m, " ", "") + tail[1]; emailPattern.MatchString(a) && knownEnding(a) {
				c.takeTail(i+1, tail[1])
				return a
			}
		}
	}
	if strings.HasPrefix(strings.TrimSpace(text), "@") && i > 0 {
		if head := emailHead.FindString(c.text[i-1]); head != "" {
			return emailPattern.FindString(strings.TrimSpace(head) + strings.TrimSpace(text))
		}
	}
	// "name@ host . com"
	if m := emailPattern.FindString(spacedDot.ReplaceAllString(text, ".")); knownEnding(m) {
		return strings.ReplaceAll(m, " ", "")
	}
	return ""
}

// takeTail removes from line i the end of an address that begins on the line
// before, so that it is not read as a web address.
func (c *contactFinder) takeTail(i int, tail string) {
	c.text[i] = strings.Replace(c.text[i], tail, "", 1)
}

var spacedDot = compile(`\s*\.\s*`)

// commonEndings are the top-level domains of most addresses of people, and
// those of countries that print resumes; an address that ends otherwise may be
// cut off.
var commonEndings = wordSet(`com org net edu gov mil int info biz name pro io dev me tv app ai tech xyz site online page blog cloud digital email live work works
ac ae af ag al am ar at au az ba bd be bg bh bn bo br bt bw by ca cc cd ch ci cl cm cn co cr cu cy cz de dk do dz ec ee eg es et eu fi fj fr ge gh gm gr gt hk hn hr hu id ie il in iq
ir is it jm jo jp ke kg kh kr kw ky kz la lb li lk lt lu lv ly ma md mk mm mn mo mt mu mv mw mx my mz na ng ni nl no np nz om pa pe ph pk pl ps pt py qa ro rs ru rw sa sd se sg si sk sn
so sr st sv sy th tn to tr tt tw tz ua ug uk us uy uz ve vn ws za zm zw`)

func knownEnding(address string) bool {
	ending := address[strings.LastIndexByte(address, '.')+1:]
	return strings.Contains(address, ".") && commonEndings[strings.ToLower(ending)]
}

func appendNew(list []string, s string) []string {
	if s == "" {
		return list
	}
	for _, have := range list {
		if strings.EqualFold(have, s) {
			return list
		}
	}
	return append(list, s)
}

// lettersOf folds a text to its letters alone.
func lettersOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf && unicode.IsLetter(r) {
			return r
		}
		return -1
	}, foldPlace(s))
}
