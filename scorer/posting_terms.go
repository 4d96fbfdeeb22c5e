package scorer

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"shortlist/index"
	"shortlist/parser"
)

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
