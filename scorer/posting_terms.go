package scorer

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"shortlist/index"
	"shortlist/parser"
)

// demand is what a posting asks for: a term, or one of several.
type demand struct {
	text      string // as the posting spells it
	options   []option
	preferred bool
	duty      bool // a task of the job rather than a requirement
	firm      bool // it stands among the requirements
	stress    int  // how much the posting makes of it
}

// option is a term that meets a demand.
type option struct {
	term       string
	signal     int  // -1 for a term that the rules do not know
	product    bool // a name rather than a word
	credential bool
	also       []string // what the posting itself calls it in brackets
}

// term is a place of a posting that names something.
type term struct {
	*said
	option
	span
	part *part
	duty bool
}

// asked returns what a posting asks for, each thing once, in its order, and
// the traits of character that it wishes for, which no line of a resume can prove.
func (p *posting) asked(m *matcher, role *role) (demands []demand, traits []string, err error) {
	var lines []postingLine
	for _, l := range p.lines {
		if !l.heading && l.kind != partFacts && (l.kind.asks() || p.rules.labeled(l)) {
			lines = append(lines, l)
		}
	}
	statements, hits, err := m.search(postingOf(lines), quantities{})
	if err != nil {
		return nil, nil, err
	}
	c := &chooser{posting: p, matcher: m, role: role, named: make(map[*said][]candidate)}
	for _, x := range m.namedIn(statements, hits) {
		c.named[x.said] = append(c.named[x.said], x)
	}
	c.tech = p.software(m, c.named)
	for i, s := range statements {
		parts := p.rules.partsOf(lines[i], s)
		for k := range parts {
			if parts[k].kind.asks() && !p.rules.dismissedPart(s, parts[k]) {
				c.take(s, &parts[k], lines[i].item)
			}
		}
	}
	return c.demands(), c.traits, nil
}

// labeled reports whether a line of another kind asks for something after a
// label within it: "Benefits … Requirements: Kafka".
func (r *postingRules) labeled(l postingLine) bool {
	before, _, found := strings.Cut(l.text, ":")
	if !found {
		return false
	}
	kind, whole := r.kindOf(index.Tokens(before))
	return whole && (kind == partRequired || kind == partPreferred)
}

// enoughNamed technologies make a posting one for work with software.
const enoughNamed = 4

// software reports whether words such as "monitoring" mean in this posting what
// they mean in the trade.
func (p *posting) software(m *matcher, named map[*said][]candidate) bool {
	if m.isSoftware(index.Tokens(p.title)) {
		return true
	}
	names := make(map[string]bool)
	for _, all := range named {
		for _, c := range all {
			if c.kind == nameAlias {
				names[strings.ToLower(c.term)] = true
			}
		}
	}
	_, field := p.rules.fieldOf(p.title)
	return len(names) >= enoughNamed || field == "" && !m.trades.within(index.Tokens(p.title))
}

// chooser gathers the terms of a posting.
type chooser struct {
	*posting
	matcher *matcher
	role    *role // whose signals count
	tech    bool
	named   map[*said][]candidate
	terms   []term
	traits  []string
}

// take adds the terms of a part: those that the rules know, and those that its
// form sets apart.
func (c *chooser) take(s *said, p *part, item bool) {
	duty := p.kind == partDuties
	known := c.known(s, p)
	var found []term
	for _, region := range c.regions(s, p, item) {
		for _, run := range c.runs(s, p, region) {
			task := duty && !(c.tech && run.to-run.from == 1 && c.proper(s, run.from))
			found = append(found, term{s, option{signal: -1, term: c.spelled(s, run), credential: c.credential(s, run)}, run, p, task})
		}
	}
	for _, k := range known {
		overlaps := func(t term) bool { return t.from < k.to && k.from < t.to }
		i := slices.IndexFunc(found, overlaps)
		if i >= 0 && (found[i].credential || !k.product && found[i].to-found[i].from > k.to-k.from) {
			continue // a longer name, such as that of a certificate
		}
		if i >= 0 {
			found = slices.DeleteFunc(found, overlaps)
		}
		c.terms = append(c.terms, k)
	}
	c.terms = append(c.terms, found...)
	slices.SortStableFunc(c.terms, func(a, b term) int {
		return cmp.Or(cmp.Compare(a.Lines[0], b.Lines[0]), cmp.Compare(a.from, b.from))
	})
}

func (s *said) text(w span) string { return s.Text[s.tokens[w.from].Start:s.tokens[w.to-1].End] }

// spelled returns a term as the posting has it; an adjective with the noun that
// is no part of the term: "clinical experience".
func (c *chooser) spelled(s *said, run span) string {
	if last := s.tokens[run.to-1]; run.to-run.from == 1 && adjectiveRE.MatchString(last.Text) && run.to < len(s.tokens) && s.gap(run.to) == " " && hasLetter(s.tokens[run.to].Text) && len(s.tokens[run.to].Text) > 3 {
		run.to++
	}
	return s.text(run)
}

// known returns the terms of a part that the rules know.
func (c *chooser) known(s *said, p *part) []term {
	var out []term
	for _, x := range c.named[s] {
		w := x.words[0]
		if w.from < p.from || w.from >= p.to || c.matcher.unasked(x) {
			continue
		}
		name := x.kind == nameAlias || x.kind == cuedAlias && x.technology()
		plain := w.to-w.from == 1 && c.rules.plain.is(s.tokens[w.from])
		switch {
		case !name && (plain || !c.tech && x.needs != ""), x.signal < 0 && !name, x.kind == cuedAlias && !c.tech:
			continue
		case c.isTitle(s) && !name:
			continue // of the title, only the technologies are asked for
		}
		signal := x.signal
		if !c.role.has(signal) {
			if signal = -1; !name {
				continue
			}
		}
		out = append(out, term{s, option{term: s.text(w), signal: signal, product: name}, w, p, false})
	}
	return out
}

// regions returns the tokens of a part in which terms are looked for: all of it
// under a heading, else what follows a cue such as "knowledge of".
func (c *chooser) regions(s *said, p *part, item bool) []span {
	whole := span{p.from + p.label, p.to}
	if p.kind == partDuties && !item && !c.tellsTask(s, whole) {
		return nil
	}
	if p.kind != partOther {
		return []span{whole}
	}
	if c.isTitle(s) {
		return nil
	}
	for i := whole.from; i < whole.to; i++ {
		if c.rules.cues.at(s.tokens, i) > 0 {
			return []span{{i, whole.to}}
		}
	}
	return nil
}

// isTitle reports whether a line names the job and says little else.
func (c *chooser) isTitle(s *said) bool {
	const more = 20 // bytes: "We're hiring a …"
	return c.title != "" && strings.Contains(s.Text, c.title) && len(s.Text) <= len(c.title)+more
}

// tellsTask reports whether a sentence says what is to be done: it begins with a
// verb, or speaks to the reader.
func (c *chooser) tellsTask(s *said, w span) bool {
	if w.from == w.to {
		return false
	}
	if _, ok := c.rules.verbs[byWord(s.tokens[w.from])]; ok {
		return true
	}
	return slices.ContainsFunc(s.tokens[w.from:w.to], func(t index.Token) bool {
		switch byWord(t) {
		case "you", "to", "will", "includes", "include":
			return true
		}
		return false
	})
}

// longestTerm is how many words name a thing at most.
const longestTerm = 6

// runs returns the runs of words that name something: between the small words
// and signs of a sentence, trimmed of what only praises or measures.
func (c *chooser) runs(s *said, p *part, region span) []span {
	skip := c.skipped(s, p)
	var out []span
	from := -1
	flush := func(to int) {
		if from < 0 {
			return
		}
		run := span{from, to}
		if run, ok := c.trim(s, p, run, c.leadingVerb(s, p, run)); ok {
			out = append(out, run)
		}
		from = -1
	}
	for i := region.from; i < region.to; {
		if from >= 0 && (s.breaks(i) || s.sentences[i] != s.sentences[i-1]) {
			flush(i)
		}
		n := c.rules.stop.at(s.tokens, i)
		if n > 0 && isUpper(s.tokens[i].Text) && n == 1 && !c.shouted {
			n = 0 // CAN the bus, not the verb
		}
		if s.hyphened(i) || s.inProperName(i) && !c.shouted {
			n = 0 // a part of "direct-to-consumer", of "Working Together"
		}
		if k := c.rules.compounds.at(s.tokens, i); k > 0 && !skip[i] && i+k <= region.to {
			if from < 0 {
				from = i
			}
			i += k
			continue
		}
		if skip[i] {
			n = 1
		} else if k := c.rules.wishAt(s, i); k > 0 {
			n = k
		} else if k := c.rules.traits.at(s.tokens, i); k > 1 && i+k <= region.to {
			c.trait(s.text(span{i, i + k}))
			n = k
		}
		if n == 0 {
			if from < 0 {
				from = i
			}
			i++
			continue
		}
		if byWord(s.tokens[i]) == "of" && from >= 0 && i+2 < region.to && byWord(s.tokens[i+1]) == "the" && s.upper(i-1) && s.capital(i+2) && !s.breaks(i) {
			i += 2 // "Fellowship of the Higher Education Academy"
			continue
		}
		if byWord(s.tokens[i]) == "of" && from >= 0 && i+1 < region.to && !skip[i+1] && !s.breaks(i+1) && c.joins(s, from, i) {
			i++
			continue
		}
		flush(i)
		i += n
	}
	flush(region.to)
	return joinModifiers(s, out)
}

// joinModifiers puts a lone adjective to the name that it shares with what
// follows: "federal and state law".
func joinModifiers(s *said, runs []span) []span {
	var out []span
	for i, run := range runs {
		if n := len(out); n > 0 && i > 0 && run.to-run.from > 1 && out[n-1].to-out[n-1].from == 1 && out[n-1].to == run.from-1 &&
			slices.Contains([]string{"and", "or"}, byWord(s.tokens[run.from-1])) && adjectiveRE.MatchString(s.tokens[out[n-1].from].Text) && run.to-out[n-1].from <= longestTerm {
			out[n-1].to = run.to
			continue
		}
		out = append(out, run)
	}
	return out
}

var adjectiveRE = regexp.MustCompile(`^[a-z]{3,}(?:al|ive|ic|ary|ory|ous|ar)$`)

// hyphened reports whether a sign joins token i to a word beside it.
func (s *said) hyphened(i int) bool {
	joins := func(gap string) bool { return gap == "-" || gap == "&" }
	return i > 0 && joins(s.gap(i)) || i+1 < len(s.tokens) && joins(s.gap(i+1))
}

// inProperName reports whether token i and one beside it are set in capitals
// within a sentence.
func (s *said) inProperName(i int) bool {
	return s.capital(i) && (i+1 < len(s.tokens) && s.gap(i+1) == " " && s.capital(i+1) || i > 0 && s.gap(i) == " " && s.capital(i-1))
}

// breaks reports whether what stands before token i parts two names.
func (s *said) breaks(i int) bool {
	gap := s.gap(i)
	if strings.ContainsAny(gap, ",;:()[]{}\"“”|•·…!?/=<>→") || strings.Contains(gap, ". ") {
		return true
	}
	return strings.TrimSpace(gap) != "" && strings.ContainsAny(gap, "–—-+&*") && strings.Contains(gap, " ")
}

// joins reports whether "of" at token i belongs to a name, as in "bill of
// materials", rather than to what is done with the thing: "preparation of
// accounts".
func (c *chooser) joins(s *said, from, i int) bool {
	if !s.breaks(i) && i-from <= 2 && c.rules.stop.at(s.tokens, i+1) == 0 && c.rules.light.at(s.tokens, i+1) == 0 {
		word := byWord(s.tokens[i-1])
		for _, ending := range []string{"tion", "ment", "ance", "ing", "sis", "ery", "al"} {
			if strings.HasSuffix(word, ending) {
				return false
			}
		}
		return c.rules.light.at(s.tokens, i-1) == 0 && c.rules.stop.at(s.tokens, i-1) == 0 && (!c.rules.plain.is(s.tokens[i-1]) || s.upper(i-1))
	}
	return false
}

// leadingVerb returns how many words of a run are verbs that say what is done
// with what follows: "read electrical drawings", "Operate forklifts".
func (c *chooser) leadingVerb(s *said, p *part, run span) int {
	word := byWord(s.tokens[run.from])
	base, ok := c.rules.verbs[word]
	if !ok {
		return 0
	}
	first := run.from == p.from+p.label
	before := ""
	if run.from > p.from {
		before = byWord(s.tokens[run.from-1])
	}
	switch before {
	case "to", "will", "you", "can", "must", "ll":
		return 1
	case "and", "or":
		if !first && p.kind == partDuties && base == word && run.to-run.from > 1 {
			return 1
		}
	}
	if !first && !(p.kind == partDuties && run.from > p.from && s.breaks(run.from)) {
		return 0
	}
	if p.kind == partDuties {
		return 1
	}
	if run.to-run.from > 1 && base == word && c.rules.light.is(s.tokens[run.from+1]) || run.to-run.from == 1 && base == word && run.to < p.to && c.rules.article(s.tokens[run.to]) {
		return 1
	}
	return 0
}

func (r *postingRules) article(t index.Token) bool {
	return slices.Contains([]string{"a", "an", "the", "and", "your", "our"}, byWord(t))
}

// trim takes from a run what names nothing; ok is false if nothing is left.
func (c *chooser) trim(s *said, p *part, run span, lead int) (span, bool) {
	r, whole := c.rules, run
	run.from += lead
	for run.from < run.to {
		n := r.light.at(s.tokens[:run.to], run.from)
		if n > 0 && c.properPair(s, run) || n == 1 && s.hyphened(run.from) || r.compounds.at(s.tokens, run.from) > 0 {
			break
		}
		if t := s.tokens[run.from]; n == 0 && (describes(t) || run.from == p.from+p.label && isPast(byWord(t)) && p.kind != partDuties && run.to-run.from == 1 && !r.credentials.is(t) || !hasLetter(t.Text) && run.to-run.from > 1 && !ordinal(t.Text)) {
			n = 1
		}
		if n == 0 {
			break
		}
		run.from += n
	}
	for run.to > run.from {
		last := s.tokens[run.to-1]
		if r.compounds.endsAt(s.tokens[run.from:run.to], run.to-run.from-1) > 0 {
			break
		}
		n := r.light.endsAt(s.tokens[run.from:run.to], run.to-run.from-1)
		if n == 0 && (byWord(last) == "of" || describes(last)) {
			n = 1
		}
		if n == 0 {
			break
		}
		run.to -= n
	}
	words := s.tokens[run.from:run.to]
	switch {
	case len(words) == 0 || len(words) > longestTerm:
		return run, false
	case r.traits.all(words) || len(words) > 1 && r.traitLike(words):
		c.trait(s.text(run))
		return run, false
	case !slices.ContainsFunc(words, func(t index.Token) bool { return hasLetter(t.Text) && !amountRE.MatchString(t.Text) }):
		return run, false
	case c.matcher.scope.denied(s, run.from), c.matcher.scope.needless(s, run.to), s.refersBack(run.from), c.isPlace(s.text(run)), c.namesJob(words) && (len(words) > 1 || p.kind != partRequired):
		return run, false
	case len(words) == 1:
		return c.single(s, p, whole, run, lead)
	case p.kind == partDuties && r.plain.all(words), (strings.HasSuffix(byWord(words[0]), "ing") && !s.upper(run.from) || isPast(byWord(words[0])) && run.from == p.from+p.label) && r.plain.all(words[1:]) && !c.credential(s, run):
		return run, false
	}
	return run, true
}

// refersBack reports whether what stands at token i only sums up what was named:
// "Kafka or another broker".
func (s *said) refersBack(i int) bool {
	return i > 1 && (byWord(s.tokens[i-1]) == "another" || byWord(s.tokens[i-1]) == "other") && (byWord(s.tokens[i-2]) == "or" || byWord(s.tokens[i-2]) == "and")
}

// amountRE matches a number with its unit.
var amountRE = regexp.MustCompile(`(?i)^\d[\d,.]*(?:k|m|mn|bn|gb|tb|kg|lbs?|mm|cm|wpm|hrs?|h|x|st|nd)?$`)

// isPlace reports whether a text is the name of a place and nothing else.
func (c *chooser) isPlace(text string) bool {
	_, from, to, ok := parser.FindPlace(text)
	return ok && from == 0 && to == len(text)
}

// namesJob reports whether words only say again what the title says.
func (c *chooser) namesJob(words []index.Token) bool {
	title := index.Tokens(c.title)
	head := false
	for _, w := range words {
		if !slices.ContainsFunc(title, func(t index.Token) bool { return t.Stem == w.Stem }) {
			return false
		}
		head = head || c.rules.heads.is(w)
	}
	return head
}

// single decides about a run of one word: what is plain names nothing by
// itself; among the tasks it does so together with its verb.
func (c *chooser) single(s *said, p *part, whole, run span, lead int) (span, bool) {
	t := s.tokens[run.from]
	word := byWord(t)
	switch {
	case c.rules.plain.is(t) || utf8.RuneCountInString(word) == 1 && !s.upper(run.from):
		return run, false
	case isUpper(t.Text) || strings.IndexFunc(t.Text[1:], unicode.IsUpper) >= 0 || p.kind == partDuties && c.proper(s, run.from):
		return run, true
	case p.kind == partDuties:
		if lead > 0 && run.from == whole.from+lead {
			return span{whole.from, run.to}, true
		}
		return run, false
	case c.rules.verbs[word] == word && whole.from == p.from+p.label, !s.upper(run.from) && run.from > p.from && slices.Contains([]string{"to", "you", "will", "can"}, byWord(s.tokens[run.from-1])) && c.rules.verbs[word] == word:
		return run, false
	case strings.HasSuffix(word, "ing") && c.rules.verbs[word] != "" && !s.upper(run.from) && run.to < len(s.tokens) && prepositions[byWord(s.tokens[run.to])] && run.from > 0 && byWord(s.tokens[run.from-1]) == "of":
		return run, false // "experience of applying for funding"
	case strings.HasSuffix(word, "ly") || len(word) > 3 && isPast(word) && !s.upper(run.from):
		return run, false
	}
	return run, true
}

var prepositions = wordSet("for to with from at on into around")

// proper reports whether the word at token i is a name by its capital.
func (c *chooser) proper(s *said, i int) bool {
	if c.shouted || !s.upper(i) || s.titled {
		return false
	}
	open, _ := s.brackets(i)
	return s.capital(i) || open >= 0
}

// traitLike reports whether a run is a trait of character with other small words.
func (r *postingRules) traitLike(words []index.Token) bool {
	traits := 0
	for i := 0; i < len(words); {
		n := r.traits.at(words, i)
		traits += n
		if n == 0 && !r.light.is(words[i]) && !r.plain.is(words[i]) && !r.stop.is(words[i]) {
			return false
		}
		i += max(n, 1)
	}
	return traits*2 >= len(words)
}

func (c *chooser) trait(text string) {
	if !slices.ContainsFunc(c.traits, func(t string) bool { return strings.EqualFold(t, text) }) {
		c.traits = append(c.traits, text)
	}
}

// properPair reports whether a run begins with two capitals, so that its first
// word belongs to a name: "Advanced Cardiac Life Support".
func (c *chooser) properPair(s *said, run span) bool {
	return run.to-run.from > 1 && !c.shouted && run.from > 0 && s.capital(run.from) && s.upper(run.from+1)
}

// describes reports whether a word in small letters says how something is or
// was done: "recognised", "closely".
func describes(t index.Token) bool {
	first, _ := utf8.DecodeRuneInString(t.Text)
	return unicode.IsLower(first) && (len(t.Text) > 4 && strings.HasSuffix(t.Text, "ed") && isPast(t.Text) || strings.HasSuffix(t.Text, "ly") && len(t.Text) > 5 && t.Text != "assembly" && t.Text != "family" && t.Text != "supply")
}

func hasLetter(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }

// ordinal reports whether a number is part of a name: "18th", "2391".
func ordinal(s string) bool { return len(s) >= 4 && !strings.ContainsAny(s, ",.") }

// skipped marks the tokens of a part that are read as something else: a degree,
// a language, a number of years, a place.
func (c *chooser) skipped(s *said, p *part) map[int]bool {
	skip := make(map[int]bool)
	mark := func(w span) {
		for i := w.from; i < w.to; i++ {
			skip[i] = true
		}
	}
	for _, d := range c.rules.degreesIn(s, p.span, s.isDegree) {
		if !p.wishes(d.from) || !isUpper(s.tokens[d.from].Text) { // "BSN preferred" beside what is required
			mark(d.span)
		}
	}
	spoken := false
	for i := p.from; i < p.to; i++ {
		if n := c.rules.languages.at(s.tokens, i); n > 0 && s.upper(i) {
			mark(span{i, i + n})
			spoken = true
		}
	}
	for i := p.from; i < p.to && spoken; i++ {
		skip[i] = skip[i] || spokenLevelRE.MatchString(s.tokens[i].Text)
	}
	for _, m := range yearsRE.FindAllStringIndex(s.Text, -1) {
		mark(span{s.tokenAt(m[0]), s.tokenAt(m[1])})
	}
	text := s.Text[s.tokens[p.from].Start:s.tokens[p.to-1].End]
	if _, from, to, ok := parser.FindPlace(text); ok {
		at := s.tokens[p.from].Start
		mark(span{s.tokenAt(at + from), s.tokenAt(at + to)})
	}
	return skip
}

var spokenLevelRE = regexp.MustCompile(`^(?:[ABC][12]|above|level|native|fluent|speaker|speaking)$`)

// credential reports whether a run names something held rather than done.
func (c *chooser) credential(s *said, run span) bool {
	words := s.tokens[run.from:run.to]
	if c.rules.credentials.within(words) {
		return true
	}
	// "current BLS", "ACLS certification required": the sentence says so.
	if len(words) != 1 || !isUpper(words[0].Text) {
		return false
	}
	for i := max(0, run.from-2); i < min(len(s.tokens), run.to+2); i++ {
		switch byWord(s.tokens[i]) {
		case "certification", "certified", "certificate", "license", "licence", "licensed", "qualified":
			return true
		}
	}
	return false
}

// namedIn returns the terms of the rules that the lines of a posting name, in
// their order, of those that overlap the longest.
func (m *matcher) namedIn(statements []*said, hits []index.Hit) []candidate {
	var out []candidate
	for _, c := range m.candidates(statements, hits) {
		if c.kind != deedAlias && (c.signal >= 0 || c.kind == nameAlias) && (c.kind != cuedAlias || c.exact || c.demanded()) && !m.passing.within(c.tokens[c.words[0].from:c.words[0].to]) {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.Lines[0], b.Lines[0]), cmp.Compare(a.words[0].from, b.words[0].from), cmp.Compare(b.words[0].to, a.words[0].to))
	})
	var kept []candidate
	for _, c := range out {
		if n := len(kept); n == 0 || kept[n-1].said != c.said || kept[n-1].words[0].to <= c.words[0].from {
			kept = append(kept, c)
		}
	}
	return kept
}

// demands joins alternatives, drops what was said before and weighs the stress.
func (c *chooser) demands() []demand {
	var terms []term
	for _, t := range c.terms {
		if n := len(terms); n > 0 && terms[n-1].said == t.said && t.defines(terms[n-1]) {
			terms[n-1].also = append(terms[n-1].also, t.term)
			terms[n-1].credential = terms[n-1].credential || t.credential
			continue
		}
		terms = append(terms, t)
	}
	var out []demand
	seen := make(map[string]int)
	for i := 0; i < len(terms); {
		n := c.alternatives(terms[i:])
		d := c.demandOf(terms[i : i+n])
		i += n
		key := strings.Join(keysOf(byStem, d.text), " ")
		if at, ok := seen[key]; ok {
			o := &out[at]
			o.stress += d.stress
			o.merge(d)
			continue
		}
		seen[key] = len(out)
		out = append(out, d)
	}
	out = slices.DeleteFunc(out, func(d demand) bool { return d.choiceIn(out) })
	for i := range out {
		out[i].stress += c.stressOf(out[i])
	}
	return out
}

// choiceIn reports whether what is only met among the tasks is one of several
// that the requirements leave the choice of.
func (d demand) choiceIn(all []demand) bool {
	var words phrase = index.Tokens(d.options[0].term)
	return !d.firm && len(d.options) == 1 && slices.ContainsFunc(all, func(o demand) bool {
		return o.firm && len(o.options) > 1 && slices.ContainsFunc(o.options, func(x option) bool { return words.is(index.Tokens(x.term)) })
	})
}

// merge joins what a posting says of one thing in two places: what stands among
// the requirements is required; else what is wished for somewhere is a wish.
func (d *demand) merge(other demand) {
	switch {
	case d.firm:
	case other.firm:
		*d = demand{d.text, d.options, false, false, true, d.stress}
	case other.preferred:
		d.preferred, d.duty = true, false
	case !d.preferred:
		d.duty = d.duty && other.duty
	}
}

// defines reports whether a term is the acronym of the one before it, in
// brackets: "Qualified Teacher Status (QTS)".
func (t term) defines(before term) bool {
	if t.from != before.to || t.to != t.from+1 || !strings.HasSuffix(t.gap(t.from), "(") || !isUpper(t.term) && utf8.RuneCountInString(t.term) > 6 {
		return false
	}
	return isInitials(t.term, before.tokens[before.from:before.to])
}

// isInitials reports whether an acronym is made of the first letters of words,
// small words left out or not.
func isInitials(acronym string, words []index.Token) bool {
	var all, main []rune
	for _, w := range words {
		first, _ := utf8.DecodeRuneInString(w.Text)
		first = unicode.ToUpper(first)
		all = append(all, first)
		if !slices.Contains([]string{"of", "and", "the", "for", "in", "to"}, byWord(w)) {
			main = append(main, first)
		}
	}
	acronym = strings.ToUpper(strings.TrimSuffix(acronym, "s"))
	return len(words) > 1 && (acronym == string(all) || acronym == string(main))
}

// alternatives returns how many of the terms, from the first on, a posting
// leaves the choice of: "Go, Java or Kotlin".
func (c *chooser) alternatives(terms []term) int {
	n, or := 1, false
	for n < len(terms) && terms[n].said == terms[0].said && terms[n].part == terms[0].part && !or {
		switch c.joint(terms[n-1], terms[n]) {
		case "or":
			or = true
		case ",":
		default:
			return 1
		}
		n++
	}
	if !or {
		return 1
	}
	return n
}

// joint tells what stands between two terms of a sentence, small words aside:
// "or", "," or anything else.
func (c *chooser) joint(a, b term) string {
	gap := a.Text[a.tokens[a.to-1].End:a.tokens[b.from].Start]
	if a.from == b.from || strings.ContainsAny(gap, ".;:()|•") {
		return ""
	}
	or := strings.TrimSpace(gap) == "/"
	for _, t := range a.tokens[a.to:b.from] {
		switch word := byWord(t); {
		case word == "or":
			or = true
		case !c.rules.light.is(t) && word != "similar" && word != "a" && word != "an" && word != "equivalent" && word != "comparable":
			return ""
		}
	}
	switch {
	case or:
		return "or"
	case strings.TrimSpace(gap) == ",":
		return ","
	}
	return ""
}

func (c *chooser) demandOf(terms []term) demand {
	first, last := terms[0], terms[len(terms)-1]
	text := first.term
	if len(terms) > 1 {
		text = first.Text[first.tokens[first.from].Start:last.tokens[last.to-1].End]
	}
	d := demand{text: text, duty: first.duty, preferred: first.part.wishes(first.from)}
	d.duty = d.duty && !d.preferred
	d.firm = first.part.kind == partRequired && !d.preferred
	d.stress = 1
	if !d.duty {
		d.stress++
	}
	if !d.preferred {
		d.stress++
	}
	for _, t := range first.tokens[first.part.from:first.part.to] {
		if stressing[byWord(t)] {
			d.stress++
			break
		}
	}
	for _, t := range terms {
		d.options = append(d.options, t.option)
	}
	return d
}

// stressing are words by which a posting makes much of what it names.
var stressing = wordSet("must required essential mandatory strong deep expert extensive proven excellent solid advanced critical current valid thorough")

// stressOf counts how often the words of a demand stand elsewhere in a posting,
// its title counting twice.
func (c *chooser) stressOf(d demand) int {
	most := 0
	for _, o := range d.options {
		var words phrase = index.Tokens(o.term)
		n := 0
		for _, l := range c.lines {
			if (l.kind.asks() || l.heading) && words.standsIn(index.Tokens(l.text)) {
				n++
			}
		}
		if words.standsIn(index.Tokens(c.title)) {
			n += 2
		}
		most = max(most, n-1)
	}
	return max(most, 0)
}

// standsIn reports whether the words of a phrase stand side by side in tokens.
func (p phrase) standsIn(tokens []index.Token) bool {
	for i := 0; i+len(p) <= len(tokens); i++ {
		if p.is(tokens[i : i+len(p)]) {
			return true
		}
	}
	return false
}

// unasked reports whether a posting says that what it names is not needed:
// "You don't need to know Rust", "Kafka is not required".
func (m *matcher) unasked(c candidate) bool {
	w := c.words[0]
	return m.scope.denied(c.said, w.from) || m.scope.needless(c.said, w.to)
}

var (
	demandRE = regexp.MustCompile(`(?i)\b(?:experienced?|knowledge|famili\w+|understanding|skill\w*|proficien\w+|expertise|background|comfortable)\b`)
	askedRE  = regexp.MustCompile(`(?i)\b(?:nice[- ]to[- ]have|preferred|preferably|bonus|plus(?:es)?|desirable|optional|ideally|advantageous|required|requirements?|must[- ]haves?|you (?:have|bring|will)|responsibilities|qualifications|what you)\b`)
)

// Lengths in words: of a heading, and of a line that does nothing but name what
// is asked for.
const (
	longestHeading = 6
	shortDemand    = 4
)

// demanded reports whether a posting asks for an ambiguous term: by one of the
// term's own cues, in a line that names what is asked for, or in a short
// sentence that says so.
func (c candidate) demanded() bool {
	w := c.words[0]
	if c.cues.level(c.said, w) >= Shown {
		return true
	}
	if !c.cues.writtenSo(c.said, w) || c.cues.ruledOut(c.said, w) || c.technology() && (!c.upper(w.from) || c.inName(w)) {
		return false
	}
	if len(c.tokens) <= shortDemand || demandRE.MatchString(c.Text) {
		return true
	}
	from, to := c.sentenceOf(w.from)
	sentence := c.Text[c.tokens[from].Start:c.tokens[to].End]
	return to-from < longestHeading && askedRE.MatchString(sentence)
}
