package scorer

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"shortlist/index"
	"shortlist/parser"
)

// postingWords are the words of postings that belong to signals; the data file
// explains them.
type postingWords struct {
	Kinds   []string            `yaml:"kinds"`
	Same    [][]string          `yaml:"same"`
	Parts   map[string][]string `yaml:"parts"`
	Passing []string            `yaml:"passing"`
}

// postingLine is a line of a posting: an item of a list, a paragraph, a heading.
type postingLine struct {
	text    string // without the marks of lists and emphasis
	kind    partKind
	item    bool
	heading bool
	marked  bool // set as a heading
	top     bool // set as the heading of the page
	apart   bool // an empty line stands before it
}

var (
	listItemRE = regexp.MustCompile(`^(?:(?:[•●▪▫◦‣∙·*»>✓✔➢❖–—+-]|o|\d{1,2}[.)]|\(?[a-z]\))\s+|[•●▪▫◦‣∙·»✓✔➢❖*-]([\pL\d]))`)
	hashRE     = regexp.MustCompile(`^#{1,6}\s+`)
	boldRE     = regexp.MustCompile(`^(?:\*\*|__)([^*]+)(?:\*\*|__):?$`)
)

// headPictures is how many lines at the beginning have pictures that mark no list.
const headPictures = 3

// dashRE matches a label that ends in a dash: "Experience - 6 years".
var dashRE = regexp.MustCompile(`^([\pL ]{3,25}?) [-–] (.+)`)

// isSymbol reports whether a rune is a picture, or blank, as marks some lists.
func isSymbol(r rune) bool { return unicode.Is(unicode.So, r) || unicode.IsSpace(r) || r == '\ufe0f' }

var emphasis = strings.NewReplacer("**", "", "__", "", "`", "", "\u00a0", " ", "\u200b", "", "’", "'", "‘", "'", "\t", " ")

// linesOf splits the text of a posting into its lines and says what each is
// about by the heading above it.
func (r *postingRules) linesOf(text string) []postingLine {
	var out []postingLine
	apart := false
	for _, raw := range strings.Split(text, "\n") {
		s := strings.TrimSpace(raw)
		if strings.Trim(s, "-–—_=*#~ ") == "" {
			apart = true
			continue
		}
		l := postingLine{apart: apart}
		apart = false
		l.marked = hashRE.MatchString(s) || boldRE.MatchString(s)
		l.top = strings.HasPrefix(s, "# ")
		s = emphasis.Replace(hashRE.ReplaceAllString(s, ""))
		if m := listItemRE.FindStringSubmatch(s); m != nil {
			l.item = true
			s = s[len(m[0])-len(m[1]):]
		} else if bare := strings.TrimLeftFunc(s, isSymbol); bare != s {
			s, l.item = bare, len(out) >= headPictures // above, they adorn title and place
		}
		l.text = strings.Join(strings.Fields(strings.TrimRightFunc(s, isSymbol)), " ")
		if m := dashRE.FindStringSubmatch(l.text); m != nil {
			if kind, whole := r.kindOf(index.Tokens(m[1])); kind != "" && whole {
				l.text = m[1] + ": " + m[2]
			}
		}
		if l.text == "" {
			continue
		}
		indented := strings.HasPrefix(raw, "  ") && len(out) > 0 && out[len(out)-1].item
		if n := len(out); n > 0 && !l.item && !l.apart && !l.marked && (indented || wraps(out[n-1].text, l.text)) {
			out[n-1].text += " " + l.text
			continue
		}
		for {
			first, rest := cutLong(l.text)
			l.text = first
			out = append(out, l)
			if rest == "" {
				break
			}
			l = postingLine{text: rest, item: l.item}
		}
	}
	r.sort(out)
	return out
}

// longestLine is how many bytes are read as one line: what is longer is cut
// between sentences, or else between words. Sentences are judged in full, so
// that a text without line breaks would take long.
const longestLine = 1200

func cutLong(text string) (first, rest string) {
	if len(text) <= longestLine {
		return text, ""
	}
	at := -1
	for _, m := range sentencesRE.FindAllStringIndex(text[:longestLine], -1) {
		at = m[1]
	}
	if at < 0 {
		at = strings.LastIndexByte(text[:longestLine], ' ') + 1
	}
	if at <= 0 {
		at = longestLine
		for !utf8.RuneStart(text[at]) {
			at--
		}
	}
	return strings.TrimSpace(text[:at]), strings.TrimSpace(text[at:])
}

// wrapped is the length in bytes from which a line may be one that was broken
// to fit a page.
const wrapped = 55

// wraps reports whether a line goes on with the paragraph of the one before.
func wraps(before, line string) bool {
	first, _ := utf8.DecodeRuneInString(line)
	return len(before) >= wrapped && unicode.IsLower(first) && !strings.ContainsAny(before[len(before)-1:], ".:;!?")
}

// longProse is how many words make a paragraph after a list one that the
// list's heading does not speak of.
const longProse = 12

// sort gives each line its kind.
func (r *postingRules) sort(lines []postingLine) {
	kind, under := partOther, 0 // under counts the lines since the heading
	bare := false               // the kind is that of a list without a heading
	for i := range lines {
		l := &lines[i]
		k, ok := r.headingKind(*l)
		if ok && i+1 == len(lines) && !l.marked {
			ok = false
		}
		if !ok && r.introduces(lines, i) {
			k, _ = r.kindOf(index.Tokens(l.text))
			ok = true
		}
		if ok {
			if k == "" || k == partOther || r.vague(index.Tokens(l.text)) {
				k = r.guess(lines[i+1:])
			}
			l.kind, l.heading = k, true
			kind, under, bare = k, 0, false
			if k == partFacts {
				kind = partOther
			}
			continue
		}
		switch {
		case bare && !l.item, under > 1 && l.apart && !l.item && (len(strings.Fields(l.text)) > longProse || r.offered.within(index.Tokens(l.text))):
			kind, bare = partOther, false // what follows a list is about something else
		case kind == partOther && l.item && (i == 0 || !lines[i-1].item):
			if kind, bare = r.guess(lines[i:]), true; len(strings.Fields(l.text)) < 3 && i < headLines {
				kind = partOther // the facts of a head: company, town, hours
			}
		}
		under++
		l.kind = kind
	}
}

// introduces reports whether a short line stands above a list like a heading,
// whatever its words.
func (r *postingRules) introduces(lines []postingLine, i int) bool {
	l := lines[i]
	words := len(strings.Fields(l.text))
	before, _, label := strings.Cut(l.text, ":")
	if i == 0 || l.item || words > longestHeading+2 || strings.ContainsAny(l.text[len(l.text)-1:], ".;,)") || label && before != l.text[:len(l.text)-1] || i+1 == len(lines) {
		return false
	}
	if next := lines[i+1]; next.item && (i+2 < len(lines) && lines[i+2].item || r.anyLong(index.Tokens(l.text)) > 1) {
		return l.apart || strings.HasSuffix(l.text, ":") || !r.namesWork(index.Tokens(l.text))
	}
	short := func(l postingLine) bool {
		return !l.apart && len(strings.Fields(l.text)) <= longProse && !strings.HasSuffix(l.text, ":")
	}
	return l.apart && i > 2 && i+2 < len(lines) && short(lines[i+1]) && short(lines[i+2])
}

// vague reports whether a heading says no more than that it is about the reader.
func (r *postingRules) vague(tokens []index.Token) bool {
	kind, _ := r.kindOf(tokens)
	return kind == partRequired && !slices.ContainsFunc(tokens, func(t index.Token) bool {
		word := byWord(t)
		return word != "you" && word != "your" && slices.ContainsFunc(r.headings, func(h headingWords) bool { return h.phrases.at([]index.Token{t}, 0) > 0 })
	}) && r.anyLong(tokens) < 2
}

// anyLong returns how many words the longest phrase of a heading has.
func (r *postingRules) anyLong(tokens []index.Token) int {
	longest := 0
	for i := range tokens {
		longest = max(longest, r.anyHeading(tokens, i))
	}
	return longest
}

// guess tells by the lines under a heading what it is about: tasks begin with a
// verb, what is offered speaks of pay and days off.
func (r *postingRules) guess(lines []postingLine) partKind {
	const most = 12
	n, verbs, offers := 0, 0, 0
	for i, l := range lines[:min(most, len(lines))] {
		if i > 0 && (l.apart && !l.item || l.item != lines[0].item) {
			break
		}
		if len(strings.Fields(l.text)) > 3*longProse {
			return partOther
		}
		tokens := index.Tokens(l.text)
		if len(tokens) == 0 {
			continue
		}
		n++
		word := byWord(tokens[0])
		if base := r.verbs[word]; base == word && len(tokens) > 2 && !r.cues.is(tokens[0]) || base != "" && strings.HasSuffix(word, "ing") && len(tokens) > 3 {
			verbs++
		}
		if r.offered.within(tokens) || payRE.MatchString(l.text) {
			offers++
		}
	}
	switch {
	case n == 0:
		return partOther
	case offers*3 >= n:
		return partOffer
	case verbs*5 >= n*3:
		return partDuties
	}
	return partRequired
}

// headingKind returns what stands under a line if it is a heading.
func (r *postingRules) headingKind(l postingLine) (partKind, bool) {
	tokens := index.Tokens(l.text)
	colon := strings.HasSuffix(l.text, ":")
	if len(tokens) == 0 || len(tokens) > 2*longestHeading || yearsRE.MatchString(l.text) || l.item && !l.marked && !colon || strings.ContainsAny(l.text[len(l.text)-1:], ".;,") {
		return "", false
	}
	kind, whole := r.kindOf(tokens)
	switch {
	case kind != "" && (whole || l.marked || colon && len(tokens) <= longestHeading+3):
		return kind, true
	case (kind == partAbout || kind == partOffer) && len(tokens) <= longestHeading-1 && r.opens(kind, tokens) && !strings.Contains(l.text, ":"):
		return kind, true
	case kind == "" && (l.marked && !r.namesWork(tokens) || colon && len(tokens) <= longestHeading):
		return partOther, true
	}
	return "", false
}

// kindOf returns the kind of the longest phrase that a heading holds, "" if it
// holds none: of equal ones that of a wish, else the last, which tends to be
// the noun. whole is whether such phrases and small words are all of it.
func (r *postingRules) kindOf(tokens []index.Token) (kind partKind, whole bool) {
	longest := 0
	for i := range tokens {
		for _, h := range r.headings {
			if n := h.phrases.at(tokens, i); n > longest || n > 0 && n == longest && kind != partPreferred && h.kind != kind && !r.kindAt(kind, tokens, i, n) {
				kind, longest = h.kind, n
			}
		}
	}
	if longest == 0 {
		return "", false
	}
	covered := 0 // tokens up to which phrases and small words reach without a gap
	for i := range tokens {
		if covered < i {
			return kind, false
		}
		n := max(r.anyHeading(tokens, i), r.stop.at(tokens, i), r.light.at(tokens, i))
		if unicode.IsDigit(rune(tokens[i].Text[0])) {
			n = max(n, 1)
		}
		covered = max(covered, i+n)
	}
	return kind, covered >= len(tokens)
}

// kindAt reports whether a phrase of a kind, as long as n, stands at token i as
// well: of kinds that share a phrase the first counts.
func (r *postingRules) kindAt(kind partKind, tokens []index.Token, i, n int) bool {
	return slices.ContainsFunc(r.headings, func(h headingWords) bool { return h.kind == kind && h.phrases.at(tokens, i) == n })
}

func (r *postingRules) anyHeading(tokens []index.Token, i int) int {
	n := 0
	for _, h := range r.headings {
		n = max(n, h.phrases.at(tokens, i))
	}
	return n
}

func (r *postingRules) opens(kind partKind, tokens []index.Token) bool {
	return slices.ContainsFunc(r.headings, func(h headingWords) bool { return h.kind == kind && h.phrases.at(tokens, 0) > 0 })
}

// namesWork reports whether a line holds a word of a title.
func (r *postingRules) namesWork(tokens []index.Token) bool {
	return r.heads.within(tokens) || slices.ContainsFunc(r.fields, func(f fieldWords) bool { return f.words.within(tokens) })
}

// asks reports whether a part of this kind says what the job asks for.
func (k partKind) asks() bool {
	return k == partRequired || k == partPreferred || k == partDuties || k == partOther
}

// postingOf makes a document of the lines of a posting, for the search.
func postingOf(lines []postingLine) *parser.Document {
	doc := &parser.Document{}
	for i, l := range lines {
		doc.Statements = append(doc.Statements, parser.Statement{
			Text: l.text, Lines: []int{i}, Section: parser.Experience, Role: parser.RoleBullet, Job: -1, Project: -1,
		})
	}
	return doc
}

// part is a sentence of a posting, or what stands after a label in it.
type part struct {
	span   // tokens
	kind   partKind
	label  int    // tokens of the label that begins it
	wished []span // tokens that it only wishes for
}

var (
	cutRE   = regexp.MustCompile(`(?i)([.!?;]\s+)|[\s,|/–—-]((?:nice[- ]to[- ]haves?|good[- ]to[- ]have|preferred|bonus(?: points)?|desirable|desired|optional|required|requirements|must[- ]haves?|mandatory|essential|minimum)(?:\s+[\pL-]+){0,2}\s*:)`)
	shortRE = regexp.MustCompile(`(?i)\b(?:e\.g|i\.e|etc|incl|vs|resp|approx|min|max|no|st|dr|yrs?|u\.s|b\.s|m\.s|b\.a|m\.a|sc|inc|ltd|co)$`)
)

// longestLabel is how many words a label before a colon has at most.
const longestLabel = 5

// partsOf splits a line into its sentences, and before each label such as
// "Nice to have:".
func (r *postingRules) partsOf(l postingLine, s *said) []part {
	var out []part
	kind, from := l.kind, 0
	add := func(to int) {
		if from == to {
			return
		}
		p := part{span: span{from, to}, kind: kind}
		if n := s.labelLength(p.span); n > 0 {
			if k, whole := r.kindOf(s.tokens[from : from+n]); k != "" && (whole || n <= longestLabel-2) {
				kind, p.kind, p.label = k, k, n
			}
		}
		p.wished = r.wishesOf(s, p)
		out = append(out, p)
		from = to
	}
	for _, m := range cutRE.FindAllStringSubmatchIndex(l.text, -1) {
		at := m[4]
		if at < 0 {
			at = m[1]
			if shortRE.MatchString(l.text[:m[0]]) {
				continue
			}
		}
		add(s.tokenAt(at))
	}
	add(len(s.tokens))
	return out
}

// tokenAt returns the first token at or after a byte of the text.
func (s *said) tokenAt(at int) int {
	i, _ := slices.BinarySearchFunc(s.tokens, at, func(t index.Token, at int) int { return t.Start - at })
	return i
}

// labelLength returns how many words stand before the colon that ends a label
// at the beginning of a part; 0 if none does.
func (s *said) labelLength(p span) int {
	for i := p.from + 1; i < p.to && i-p.from <= longestLabel; i++ {
		if gap := strings.TrimSpace(s.gap(i)); strings.HasPrefix(gap, ":") {
			return i - p.from
		}
	}
	return 0
}

// wishesOf returns the tokens of a part that it only wishes for.
func (r *postingRules) wishesOf(s *said, p part) []span {
	if p.kind == partPreferred {
		return []span{p.span}
	}
	var out []span
	start := p.from
	for i := p.from + p.label; i < p.to; i++ {
		if w := byWord(s.tokens[i]); w == "required" || w == "must" {
			start = i + 1
		}
		open, end := s.brackets(i)
		inside := open >= p.from
		if n := r.forward.at(s.tokens, i); n > 0 {
			to := p.to
			if inside {
				to = end
			}
			out = append(out, span{i, to})
		}
		if r.wishes.at(s.tokens, i) > 0 && !inside {
			out = append(out, span{start, p.to})
		}
		if r.clause.at(s.tokens, i) == 0 {
			continue
		}
		switch {
		case inside && i == open && i+r.clause.at(s.tokens, i) >= end || inside && end-open <= 3 && r.onlyWishes(s.tokens[open:end]):
			out = append(out, span{r.clauseStart(s, start, open), end}) // "CFA (preferred)"
		case inside:
			out = append(out, span{open, end})
		case i > p.from && slices.Contains([]string{"is", "are", "be", "being"}, byWord(s.tokens[i-1])):
			out = append(out, span{start, p.to})
		default:
			out = append(out, span{r.clauseStart(s, start, i), p.to})
		}
	}
	return out
}

// onlyWishes reports whether words only say that something is a wish.
func (r *postingRules) onlyWishes(words []index.Token) bool {
	for i := 0; i < len(words); {
		n := max(r.wishes.at(words, i), r.clause.at(words, i), r.stop.at(words, i))
		if n == 0 {
			return false
		}
		i += n
	}
	return true
}

// clauseStart returns where the clause begins that a wish at token i ends: after
// the last comma if what stands before it demands something of its own.
func (r *postingRules) clauseStart(s *said, from, i int) int {
	for k := i; k > from; k-- {
		if strings.ContainsAny(s.gap(k), ",:") {
			if (r.cues.within(s.tokens[from:k]) || yearsRE.MatchString(s.text(span{from, k}))) && !r.cues.within(s.tokens[k:i]) {
				return k
			}
			return from
		}
	}
	return from
}

// brackets returns the tokens of the brackets within which token i stands; open
// is -1 if it stands in none.
func (s *said) brackets(i int) (open, end int) {
	before, after := s.Text[:s.tokens[i].Start], s.Text[s.tokens[i].End:]
	from, to := strings.LastIndexAny(before, "()"), strings.IndexAny(after, "()")
	if from < 0 || to < 0 || before[from] != '(' || after[to] != ')' {
		return -1, -1
	}
	return s.tokenAt(from), s.tokenAt(s.tokens[i].End + to + 1)
}

// wishes reports whether a part only wishes for what stands at token i.
func (p part) wishes(i int) bool {
	return slices.ContainsFunc(p.wished, func(w span) bool { return w.from <= i && i < w.to })
}

// dismissedPart reports whether a part demands nothing that can be shown.
func (r *postingRules) dismissedPart(s *said, p part) bool {
	words := s.tokens[p.from:p.to]
	if len(words) == 0 || r.dismissed.within(words) || payRE.MatchString(s.text(p.span)) {
		return true
	}
	if p.kind == partOther {
		return r.offered.within(words) || r.aboutThem(words)
	}
	return r.offered.within(words) && r.aboutThem(words)
}

// payRE matches what the work is paid.
var payRE = regexp.MustCompile(`(?i)^\W*(?:salary|compensation|pay|wage|rate|ote)\b.*\d|\d[\d,.]*k?\s*(?:EUR|USD|GBP|PLN|CHF|SGD|CAD|AUD|INR)\b|\d[\d,.]*k?\s*(?:-|–|to)\s*[$£€]\s?\d|[$£€]\s?\d[\d,.]*\s*(?:-|–)\s*\d|[$£€]\s?\d[\d,.]*k?\s*(?:/|per|an|a)\s*(?:h|hr|hour|day|week|month|year|annum)\b|\d\s*(?:/|per)\s*(?:hr?|hour)\b`)

// wishAt returns how many words at token i make a wish of their sentence.
func (r *postingRules) wishAt(s *said, i int) int {
	return max(r.wishes.at(s.tokens, i), r.forward.at(s.tokens, i), r.clause.at(s.tokens, i))
}

// aboutThem reports whether the employer is the subject of a sentence that asks
// for nothing.
func (r *postingRules) aboutThem(words []index.Token) bool {
	switch byWord(words[0]) {
	case "our", "we", "at", "join":
	default:
		return false
	}
	return !slices.ContainsFunc(words, func(t index.Token) bool {
		switch byWord(t) {
		case "you", "candidate", "looking", "seek", "seeking", "need", "want", "someone", "hiring", "run", "use", "using":
			return true
		}
		return false
	})
}
