package parser

import (
	"math"
	"slices"
	"strings"
)

// sectioner finds the headings among lines and forms sections.
type sectioner struct {
	lines []Line
	body  float64 // size of most letters
	bold  bool    // most of the text is bold: bold says nothing
	caps  bool
	kinds []Kind         // of each line if it is a heading, else ""
	marks int            // kinds of headings with a bullet before them
	times map[string]int // how often a short line stands in the document
}

// sectionsOf splits headings off the lines on which their text begins
// ("OBJECTIVE: To …"), marks headings, gives each line its section, and returns
// the lines, numbered, and the sections.
func sectionsOf(lines []Line) ([]Line, []Section) {
	lines = splitLabels(lines)
	s := &sectioner{lines: lines, kinds: make([]Kind, len(lines))}
	s.measure()
	s.known()
	s.unheard()
	s.alike()
	return s.lines, s.sections()
}

// usualSize returns the size in which most letters are set.
func usualSize(lines []Line) float64 {
	letters := map[float64]int{}
	for _, l := range lines {
		letters[math.Round(l.style.size*2)/2] += len(l.Text)
	}
	best, most := 0.0, 0
	for size, n := range letters {
		if n > most || n == most && size < best {
			most, best = n, size
		}
	}
	return best
}

func (s *sectioner) measure() {
	s.times = map[string]int{}
	marked := map[Kind]bool{}
	for _, l := range s.lines {
		if len(l.Text) > 70 {
			continue
		}
		text := strings.Join(headingTokens(l.Text), " ")
		s.times[text]++
		if k := headingKind(l.Text); k != "" && l.style.bullet && (l.style.bold > 0.8 || strings.HasSuffix(l.Text, ":")) {
			marked[k] = true
		}
	}
	s.marks = len(marked)
	s.body = usualSize(s.lines)
	total, bold, caps := 0, 0.0, 0
	for _, l := range s.lines {
		n := len(l.Text)
		total += n
		bold += l.style.bold * float64(n)
		if l.style.caps {
			caps += n
		}
	}
	s.bold = bold > 0.6*float64(total)
	s.caps = float64(caps) > 0.6*float64(total)
}

// emphasis weighs how a line is set off from the text: 0 is plain text.
func (s *sectioner) emphasis(l Line) float64 {
	st, e := l.style, 0.0
	if st.outline > 0 || strings.HasPrefix(strings.ToLower(st.name), "heading") {
		e += 3
	}
	if st.bold > 0.8 && !s.bold {
		e++
	}
	if st.caps && !s.caps {
		e++
	}
	if st.size > s.body+0.9 && s.body > 0 {
		e += 1.5
	}
	if st.underline {
		e++
	}
	if st.ruled {
		e++
	}
	if st.shaded {
		e += 1.5
	}
	if st.before > 0.4*math.Max(st.size, 8) {
		e += 0.5
	}
	if st.align == "center" {
		e += 0.5
	}
	if strings.HasSuffix(strings.TrimSpace(l.Text), ":") || strings.HasSuffix(strings.TrimSpace(l.Text), ":-") {
		e += 0.5
	}
	return e
}

// known marks the lines that read as headings by their words.
func (s *sectioner) known() {
	current := Contact
	looks := map[look]bool{}
	for i, l := range s.lines {
		if !s.mayHead(i) {
			continue
		}
		e := s.emphasis(l)
		if head, rest, ok := strings.Cut(l.Text, ":"); ok && isCaps(head) && yearsOf.MatchString(rest) {
			e += 1.5 // "EXPERIENCE: 5+ years"
		}
		k := headingKind(l.Text)
		if k == "" && e >= 1.5 && !(i > 0 && len(findDates(s.lines[i-1].Text, true)) > 0 && current == Experience) {
			k = setOffKind(l.Text)
		}
		if k == "" {
			continue
		}
		switch {
		case entryLabels[strings.Join(headingTokens(l.Text), " ")] && !(current != Experience && current != Projects && looks[lookOf(l)] && (k == Skills || k == Languages || k == Awards || k == Courses)):
			continue
		case e >= 1:
		case l.style.bullet || l.style.row:
			continue
		case s.plainHeading(i, k):
		default:
			continue
		}
		if l.style.bullet && e < 2 && !s.marked(l, e) || len(l.cells()) > 1 && e < 3 && headings().phrases[strings.Join(headingTokens(l.Text), " ")] == "" {
			continue
		}
		if head, rest, ok := strings.Cut(l.Text, ":"); ok && strings.TrimLeft(rest, " -–\t") != "" && (headingKind(head) == Other || headingKind(head) == Contact) {
			continue // "Visa status: Employment"
		}
		if k == Certifications && current == Education && e < 2 && headings().phrases[strings.Join(headingTokens(l.Text), " ")] == "" {
			continue // "Basic Education Certificate Examination"
		}
		if n := s.times[strings.Join(headingTokens(l.Text), " ")]; n > 2 && k == current && k != Experience && k != Education {
			continue // "Brief description of project", in each of them
		}
		if n := s.times[strings.Join(headingTokens(l.Text), " ")]; n > 1 && k != Experience && k != Education && current == Experience {
			continue // said of each job: "Highlights", "Projects"
		}
		if k == Skills && current == Skills && !looks[lookOf(l)] && e < 2 {
			continue // "Communication skills" among the skills
		}
		if i > 0 && s.kinds[i-1] != "" && s.kinds[i-1] != Other && lookOf(l) != lookOf(s.lines[i-1]) && l.style.region == s.lines[i-1].style.region {
			continue // a heading under a heading, with nothing between: a part of that section
		}
		s.kinds[i], current = k, k
		looks[lookOf(l)] = true
	}
}

// marked reports whether a line with a bullet is a heading, in a document that
// sets a mark before its headings: "➢ Career Objective:".
func (s *sectioner) marked(l Line, e float64) bool {
	return s.marks >= 3 && e >= 1 && (l.style.bold > 0.8 || strings.HasSuffix(l.Text, ":")) && headingKind(l.Text) != ""
}

// setOffKind returns the kind that a line names which is set as a heading, and
// is more than one: "Experience: 5 years in PHP", "Trainee experience".
func setOffKind(text string) Kind {
	if f, _ := labelled(text); f != "" {
		return "" // "Position held: Clerk"
	}
	if head, rest, ok := strings.Cut(text, ":"); ok && wordCount(text) <= 12 && !startsWithDigit.MatchString(rest) {
		switch k := headingKind(head); k {
		case Experience, Education, Projects:
			return k
		}
	}
	if head, _, ok := strings.Cut(text, "("); ok {
		if k := headingKind(head); k != "" {
			return k
		}
	}
	tokens := headingTokens(text)
	for _, t := range tokens {
		if t[0] <= '9' || t == "description" || t == "responsibilities" || t == "name" || t == "title" || t == "in" {
			return ""
		}
	}
	if n := len(tokens); n >= 2 && n <= 4 && !strings.Contains(strings.TrimSpace(text), "\t") {
		k := headings().kinds[tokens[n-1]]
		if k != Experience && titleScore(text) >= 3 {
			return "" // "Marketing Manager – Projects"
		}
		switch k {
		case Experience, Education, Skills, Projects, Certifications, Awards, Publications, References, Interests, Courses, Volunteering:
			return k
		}
	}
	return ""
}

var startsWithDigit = compile(`^\s*(?:\d{1,2}[.)]|https?:|www\.)`)

// plainHeading accepts a heading that nothing but its words and its place sets
// off: plain text files, and people who do not format.
func (s *sectioner) plainHeading(i int, k Kind) bool {
	if !titleCased(s.lines[i].Text) || wordCount(s.lines[i].Text) > 5 {
		return false
	}
	switch k {
	case Experience, Education, Skills, Projects, Summary, Certifications, Awards, Interests, References, Publications, Languages, Other, Contact, Courses:
	default:
		return false
	}
	// The items of a list of short lines are no headings.
	if i > 0 && i+1 < len(s.lines) && s.lines[i-1].style.bullet && s.lines[i+1].style.bullet {
		return false
	}
	return i+1 < len(s.lines)
}

// entryLabels are words that stand on lines of their own within entries.
var entryLabels = set("responsibilities", "responsibility", "roles and responsibilities", "role and responsibilities", "role", "roles",
	"key responsibilities", "job responsibilities", "responsibilities included", "environment", "technologies", "technology", "tools", "description", "project description", "key achievements",
	"project", "client", "duration", "designation", "company", "organization", "title", "team size", "work", "job profile", "work profile", "technologies used", "training", "job",
	"accomplishments", "duties", "duties and responsibilities", "operating system", "operating systems", "tasks", "contribution", "contributions", "major responsibilities", "skills used", "school", "college", "university", "company profile", "about company", "about the company", "company overview", "project profile", "company description", "accountabilities", "accountability", "deliverables", "key tasks", "key attainment", "key attainments", "key deliverables", "job description", "software", "hardware", "database", "language")

func set(words ...string) map[string]bool {
	m := map[string]bool{}
	for _, w := range words {
		m[w] = true
	}
	return m
}

var notHeading = compile(`@|https?:|www\.|\d{4,}|\d[-/.]\d|,.*,|[.!?]\s+\pL|\.$`)

// mayHead reports whether a line has the form of a heading.
func (s *sectioner) mayHead(i int) bool {
	l := s.lines[i]
	if len(l.Text) > 200 {
		return false
	}
	text := headingText(l.Text)
	if documentTitle(text) {
		return false
	}
	n := len([]rune(text))
	if n < 3 || n > 60 || wordCount(text) > 8 && setOffKind(text) == "" || l.style.continues && !l.style.caps {
		return false
	}
	if l.style.row && len(l.cells()) > 1 {
		return false
	}
	if notHeading.MatchString(text) && (headingKind(text) == "" && setOffKind(text) == "" || strings.Contains(text, "@")) {
		return false
	}
	if f, _ := labelled(l.Text); f != "" {
		return false
	}
	return titleCased(text) || l.style.caps || headingKind(text) != "" && s.emphasis(l) >= 1
}

var titleWord = compile(`^(?:c\.?v|cur+iculu?a?m|cir+iculu?m|vita|vitae|vitea|resume?|résumé|bio-?data|profile of|lebenslauf)$`)

// documentTitle reports whether a text only says what the document is:
// "Curriculum vitae", "Resume".
func documentTitle(text string) bool {
	tokens := headingTokens(text)
	if n := len(tokens); n > 1 && tokens[n-1] == "of" {
		tokens = tokens[:n-1] // "Curriculum vitae of"
	}
	if len(tokens) == 0 || len(tokens) > 3 {
		return false
	}
	for _, t := range tokens {
		if !titleWord.MatchString(t) {
			return false
		}
	}
	return true
}

// look is how a heading is set.
type look struct {
	size                                 float64
	bold, caps, underline, ruled, shaded bool
	outline                              int
	name, color, align                   string
}

func lookOf(l Line) look {
	st := l.style
	k := look{size: math.Round(st.size*2) / 2, bold: st.bold > 0.8, caps: st.caps, underline: st.underline, ruled: st.ruled,
		shaded: st.shaded, outline: st.outline, name: st.name, color: st.color, align: st.align}
	return k
}

// alike marks the lines that are set as the known headings are, whatever their
// words: "Where I have been".
func (s *sectioner) alike() {
	known, all := map[look]int{}, map[look]int{}
	var top look
	for i, l := range s.lines {
		k := lookOf(l)
		all[k]++
		if s.kinds[i] != "" && s.emphasis(l) >= 2 {
			known[k]++
			if known[k] > known[top] {
				top = k
			}
		}
	}
	var current look
	for i, l := range s.lines {
		k := lookOf(l)
		if s.kinds[i] != "" {
			current = k
		}
		if s.kinds[i] != "" || known[k] < 2 || known[k]*5 < all[k]*2 || !s.mayHead(i) || l.style.bullet {
			continue
		}
		text := headingText(l.Text)
		if wordCount(text) > 6 || looksLikeDates(text) || looksLikeTitle(text) || looksLikeCompany(text) || isPlace(text) || entryLabels[strings.Join(headingTokens(text), " ")] && !(k == top && s.labelHeads(headingKind(text))) {
			continue
		}
		if s.times[strings.Join(headingTokens(text), " ")] > 2 {
			continue // a label that each entry has
		}
		if i == 0 || s.firstHeading() > i && !(k == top && known[k] > 2 && s.contactAbove(i)) {
			continue // the name, and what stands by it
		}
		kind := looseKind(text)
		if kind == "" && k == top {
			kind = s.contentKind(i)
		}
		if kind == "" && k != top && k != current {
			continue // set as sub-headings are
		}
		if kind == "" {
			kind = Other
		}
		s.kinds[i], current = kind, k
	}
}

// labelHeads reports whether a label of entries that is set as headings are is
// one: "Accomplishments", or "Work" where no other section has the jobs.
func (s *sectioner) labelHeads(kind Kind) bool {
	return kind == Awards || kind == Experience && !slices.Contains(s.kinds, Experience)
}

// contactAbove reports whether an e-mail address stands above a line.
func (s *sectioner) contactAbove(i int) bool {
	for _, l := range s.lines[:i] {
		if strings.Contains(l.Text, "@") {
			return true
		}
	}
	return false
}

// unheard finds headings in a document whose headings are not known by their
// words, "Where I have been": short lines, set off and set alike, each with text
// beneath that is set in another way.
func (s *sectioner) unheard() {
	n := 0
	for _, k := range s.kinds {
		if k != "" {
			n++
		}
	}
	if n >= 2 {
		return
	}
	count, followed := map[look]int{}, map[look]int{}
	for i, l := range s.lines {
		k := lookOf(l)
		count[k]++
		if i > 1 && i+1 < len(s.lines) && s.mayHead(i) && s.emphasis(l) >= 1.5 && wordCount(l.Text) <= 6 && lookOf(s.lines[i+1]) != k &&
			!looksLikeTitle(l.Text) && !looksLikeCompany(l.Text) && !isPlace(l.Text) && len(findDates(l.Text, true)) == 0 {
			followed[k]++
		}
	}
	for i, l := range s.lines {
		k := lookOf(l)
		if i > 1 && followed[k] >= 3 && followed[k]*5 >= count[k]*4 && s.mayHead(i) && s.kinds[i] == "" {
			if s.kinds[i] = looseKind(l.Text); s.kinds[i] == "" {
				if s.kinds[i] = s.contentKind(i); s.kinds[i] == "" {
					s.kinds[i] = Other
				}
			}
		}
	}
}

// contentKind decides the kind of a section by what stands under its heading,
// up to the next line that is set as the heading is; "" if that says nothing.
func (s *sectioner) contentKind(i int) Kind {
	k := lookOf(s.lines[i])
	titles, ranges, degrees, lists, mails, n := 0, 0, 0, 0, 0, 0
	for j := i + 1; j < len(s.lines) && lookOf(s.lines[j]) != k && s.kinds[j] == ""; j++ {
		text := s.lines[j].Text
		n++
		if titleScore(text) >= 3 && wordCount(text) <= 10 {
			titles++
		}
		for _, d := range findDates(text, true) {
			if !d.single {
				ranges++
				break
			}
		}
		if degreeScore(text) >= 2.5 && wordCount(text) <= 20 {
			degrees++
		}
		if isEnumeration(text) {
			lists++
		}
		if strings.Contains(text, "@") {
			mails++
		}
	}
	switch {
	case n == 0:
		return ""
	case degrees > 0 && degrees >= titles:
		return Education
	case ranges > 0 && titles > 0 && (ranges+titles)*2 >= n/3:
		return Experience
	case lists*2 >= n:
		return Skills
	}
	return ""
}

func (s *sectioner) firstHeading() int {
	for i, k := range s.kinds {
		if k != "" {
			return i
		}
	}
	return len(s.kinds)
}

func (s *sectioner) sections() []Section {
	var out []Section
	kind, body := Contact, Contact // here, and in the flow of the page outside of text boxes
	for i := range s.lines {
		l := &s.lines[i]
		l.ID = i
		boxed := l.style.part == PartTextBox
		ended := i > 0 && (!boxed && s.lines[i-1].style.part == PartTextBox || !l.style.beside && s.lines[i-1].style.beside)
		if ended && s.kinds[i] == "" && s.kinds[i-1] == "" && kind != body {
			// The text goes on where a text box with sections of its own broke in.
			kind = body
			out = append(out, Section{Kind: kind, Page: l.Page, Line: i})
		}
		if i > 0 && l.Page != s.lines[i-1].Page && s.kinds[i] == "" && l.Box != nil {
			if k, ok := s.columnAbove(i); ok && k != kind {
				kind, body = k, k
				out = append(out, Section{Kind: kind, Page: l.Page, Line: i})
			}
		}
		if i > 0 && s.kinds[i] == "" && l.Box != nil && l.Page == 1 && kind != Contact && l.style.region != s.lines[i-1].style.region && l.style.size > 1.3*s.body && l.Box.Top < 250 {
			kind, body = Contact, Contact // the name, at the head of a column that is read later
			out = append(out, Section{Kind: Contact, Page: l.Page, Line: i})
		}
		if s.kinds[i] == "" && kind != Contact && l.style.part == PartFooter && len(out) > 0 {
			kind, body = Contact, Contact // what stands at the foot belongs to no section of the body
			out = append(out, Section{Kind: kind, Page: l.Page, Line: i})
		}
		if s.kinds[i] == "" && kind != Other && kind != Contact && declaration.MatchString(l.Text) {
			kind, body = Other, Other // a declaration that has no heading
			out = append(out, Section{Kind: kind, Page: l.Page, Line: i})
		}
		if k := s.kinds[i]; k != "" {
			kind = k
			if !boxed && !l.style.beside || i+1 < len(s.lines) && s.lines[i+1].style.region != l.style.region {
				body = k // a text box that holds nothing but the heading heads the text
			}
			l.Heading = true
			out = append(out, Section{Kind: k, Heading: headingText(l.Text), Page: l.Page, Line: i})
		} else if len(out) == 0 {
			out = append(out, Section{Kind: Contact, Page: l.Page, Line: i})
		}
		l.Section = kind
	}
	for i := range out {
		out[i].End = len(s.lines)
		if i+1 < len(out) {
			out[i].End = out[i+1].Line
		}
	}
	s.profiles(out)
	s.personalFirst(out)
	s.qualifications(out)
	s.postTables(out)
	return out
}

// setKind makes a section of another kind of what a heading alone misjudged.
func (s *sectioner) setKind(x *Section, k Kind) {
	x.Kind = k
	for i := x.Line; i < x.End; i++ {
		s.lines[i].Section = k
	}
}

var declaration = compile(`(?i)^\W*I,?\s+(?:[\pL. ]{0,40},?\s+)?(?:do\s+)?(?:hereby|solemnly)\b`)

// columnAbove returns the section that a page's first line goes on with where
// the page before ended in another column: that of the column above it.
func (s *sectioner) columnAbove(i int) (Kind, bool) {
	last := s.lines[i-1]
	edge := func(region int) float64 {
		left := math.Inf(1)
		for _, l := range s.lines {
			if l.style.region == region && l.Box != nil {
				left = math.Min(left, l.Box.Left)
			}
		}
		return left
	}
	here := edge(s.lines[i].style.region)
	if math.Abs(edge(last.style.region)-here) < 8 {
		return "", false
	}
	for j := i - 1; j >= 0 && s.lines[j].Page == last.Page; j-- {
		if math.Abs(edge(s.lines[j].style.region)-here) < 8 {
			return s.lines[j].Section, true
		}
	}
	return "", false
}

var (
	postHeader   = compile(`(?i)\b(?:employers?|compan(?:y|ies)|organi[sz]ations?|hospitals?|designations?|positions?|posts?)\b`)
	degreeHeader = compile(`(?i)\b(?:qualifications?|degrees?|course|exam|university|board|marks|class)|%`)
)

// postTables makes experience of a section of education that is a table of
// posts, as doctors have under "Education and training in previous posts".
func (s *sectioner) postTables(out []Section) {
	for n, x := range out {
		first := x.Line + 1
		if x.Kind != Education || first >= len(s.lines) {
			continue
		}
		l := &s.lines[first]
		if jobColumns(l) == nil || !postHeader.MatchString(l.Text) || degreeHeader.MatchString(l.Text) {
			continue
		}
		s.setKind(&out[n], Experience)
	}
}

// qualifications makes a summary of a section "Qualifications" that names no
// degree and no school: what somebody is good at, as resumes of the Philippines
// and the USA have it.
func (s *sectioner) qualifications(out []Section) {
	for n, x := range out {
		if x.Kind != Education || !strings.Contains(strings.ToLower(x.Heading), "qualification") {
			continue
		}
		found := x.End == x.Line+1
		for _, l := range s.lines[x.Line+1 : x.End] {
			found = found || eduKind(stripNumber(stripBullet(l.Text))) != "" || len(findDates(l.Text, true)) > 0
		}
		if !found {
			s.setKind(&out[n], Summary)
		}
	}
}

// profiles tells apart the two that resumes head "Profile": personal data, each
// under its label, and prose about the person.
func (s *sectioner) profiles(out []Section) {
	for n, x := range out {
		if x.Kind != Summary && x.Kind != Other || !slices.Contains(headingTokens(x.Heading), "profile") {
			continue
		}
		labels, prose := 0, 0
		for _, l := range s.lines[x.Line+1 : x.End] {
			switch {
			case label.MatchString(l.Text) || strings.Contains(strings.TrimSpace(l.Text), "\t"):
				labels++
			case wordCount(l.Text) > 8:
				prose++
			}
		}
		switch {
		case x.Kind == Other && labels == 0 && prose > 0:
			s.setKind(&out[n], Summary)
		case x.Kind == Summary && labels > 2 && labels > 2*prose:
			s.setKind(&out[n], Other)
		}
	}
}

// personalFirst makes a first section "Personal details" that holds the e-mail
// or phone the contact section.
func (s *sectioner) personalFirst(out []Section) {
	for n, x := range out {
		if x.Heading == "" && n == 0 {
			continue
		}
		if x.Kind != Other || x.Line > 3 {
			return
		}
		for _, l := range s.lines[x.Line:x.End] {
			if strings.Contains(l.Text, "@") {
				s.setKind(&out[n], Contact)
				return
			}
		}
		return
	}
}

var label = compile(`^([^:]{4,40}?)\s*:[-–—\s]*(\S.*)$`)

var yearsOf = compile(`(?i)^\W*\d+(?:\.\d+)?\+?\s*(?:years?|yrs?|months?)`)

// splitLabels splits lines that hold a heading and the text that belongs to it.
func splitLabels(lines []Line) []Line {
	var out []Line
	inSkills, inPersonal := false, false
	for _, l := range lines {
		if k := headingKind(l.Text); k != "" && !l.style.bullet {
			inSkills, inPersonal = k == Skills, k == Other || k == Contact
		}
		m := label.FindStringSubmatchIndex(l.Text)
		if m == nil || l.style.bullet || l.style.row {
			out = append(out, l)
			continue
		}
		head, rest := l.Text[m[2]:m[3]], l.Text[m[4]:m[5]]
		k := headingKind(head)
		set := isCaps(head) && !isCaps(rest) || l.firstBold(m[3]) && l.style.bold < 0.9
		if k == Experience && yearsOf.MatchString(rest) && wordCount(rest) <= 10 {
			out = append(out, l) // "EXPERIENCE: 5+ years in …" is a heading as a whole
			continue
		}
		small := k == Languages || k == Interests || k == Contact || k == Other || k == Skills && inSkills
		switch {
		case k == "" || !set || entryLabels[strings.Join(headingTokens(head), " ")]:
			out = append(out, l)
		case small && (inSkills || inPersonal || len(out) < 8):
			out = append(out, l)
		default:
			a, b := l.split(m[4])
			out = append(out, a, b)
			inSkills, inPersonal = k == Skills, k == Other
		}
	}
	return out
}

// firstBold reports whether the text before the byte end stands in bold.
func (l *Line) firstBold(end int) bool {
	if len(l.Words) == 0 {
		return len(l.style.label) >= end-1 && l.style.label != ""
	}
	n := 0
	for _, w := range l.Words {
		if n >= end {
			break
		}
		if !w.Bold {
			return false
		}
		n += len(w.Text) + 1
	}
	return true
}

// split parts a line before the byte at.
func (l *Line) split(at int) (Line, Line) {
	a, b := *l, *l
	a.Text, b.Text = strings.TrimSpace(l.Text[:at]), l.Text[at:]
	a.style.caps, b.style.caps = isCaps(a.Text), isCaps(b.Text)
	b.style.before, b.style.ruled, b.style.outline, b.style.name = 0, false, 0, ""
	a.style.bold, b.style.bold = 1, 0
	if len(l.Words) > 0 {
		n, i := 0, 0
		for i < len(l.Words) && n < len(a.Text) {
			n += len(l.Words[i].Text) + 1
			i++
		}
		if i > 0 && i < len(l.Words) {
			a.Words, b.Words = l.Words[:i], l.Words[i:]
			a.Box, b.Box = boxOf(a.Words), boxOf(b.Words)
			b.style.left = b.Box.Left
		}
	}
	return a, b
}

func boxOf(words []Word) *Box {
	b := words[0].Box
	for _, w := range words[1:] {
		b = Box{math.Min(b.Left, w.Box.Left), math.Min(b.Top, w.Box.Top), math.Max(b.Right, w.Box.Right), math.Max(b.Bottom, w.Box.Bottom)}
	}
	return &b
}
