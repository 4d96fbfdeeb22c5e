package scorer

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"shortlist/index"
	"shortlist/parser"
)

// matcher finds the signals of a document.
type matcher struct {
	rules   []signalRule
	shared  int // how many of the rules are no role's own
	query   *index.Prepared
	aliases map[string][]alias // by the term as it is sent to the index
	always  []alias            // patterns without words to search for
	blocks  []blocks           // by signal
	scope   *scope
	titles  phraseSet
	trades  phraseSet
	crafts  phraseSet
	kinds   []phrase   // what a posting may ask for by its kind
	same    [][]phrase // names for the same thing
	parts   []whole
	passing phraseSet // what a posting says without asking for it
}

// alias is one way to show a signal.
type alias struct {
	signal int // -1 for a technology that is no signal
	kind   aliasKind
	term   string
	cues   *cues
	deed   *pattern
	exact  bool // to the letter, case aside, rather than by stems
	needs  string
}

type aliasKind int

const (
	nameAlias aliasKind = iota
	termAlias
	cuedAlias
	deedAlias
)

// blocks rule out the names, or the deeds, of a signal.
type blocks struct{ prev, next, with, withDeeds phraseSet }

// cues are the cues of an ambiguous term.
type cues struct {
	cuedTerm
	prev, next, with          phraseSet
	notPrev, notNext, notWith phraseSet
	unless                    phraseSet
	capital                   bool // "~": a capital within a sentence is a cue
	anyCapital                bool // at the beginning of one as well
}

func newMatcher(f *vocabulary) (*matcher, error) {
	m := &matcher{
		rules: f.Signals, shared: f.shared, aliases: make(map[string][]alias), scope: newScope(f.Scope, f.Words["thing"]),
		titles: newPhraseSet(byWord, f.Context.Titles), trades: newPhraseSet(byWord, f.Context.Trades), crafts: newPhraseSet(byWord, f.Context.Crafts),
	}
	m.kinds, m.passing = phrasesOf(f.Posting.Kinds), newPhraseSet(byWord, f.Posting.Passing)
	for _, group := range f.Posting.Same {
		m.same = append(m.same, phrasesOf(group))
	}
	for _, name := range slices.Sorted(maps.Keys(f.Posting.Parts)) {
		m.parts = append(m.parts, whole{index.Tokens(name), phrasesOf(f.Posting.Parts[name])})
	}
	common := newCommon(f.Common)
	deeds := newPatternReader(f.Words)
	for i := range f.Signals {
		if err := m.add(i, &f.Signals[i], common, deeds); err != nil {
			return nil, err
		}
	}
	for _, name := range f.Context.Names {
		m.alias(name, alias{signal: -1, kind: nameAlias, term: name, exact: true})
	}
	terms := make([]string, 0, len(m.aliases))
	for term := range m.aliases {
		terms = append(terms, term)
	}
	slices.Sort(terms)
	m.query = index.Prepare(index.Query{Any: terms})
	return m, nil
}

func (m *matcher) alias(term string, a alias) { m.aliases[term] = append(m.aliases[term], a) }

func (m *matcher) add(i int, s *signalRule, common map[string]*cues, deeds *patternReader) error {
	for _, t := range s.Names {
		a := alias{signal: i, kind: nameAlias, term: t.string, exact: true}
		if q := common[strings.ToLower(t.string)]; q != nil {
			a.kind, a.cues, a.needs = cuedAlias, q, "tech"
		}
		m.alias(t.string, a)
		if isAcronym(t.string) {
			a.term += "s"
			m.alias(a.term, a)
		}
	}
	for _, t := range s.Terms {
		m.alias(t.string, alias{signal: i, kind: termAlias, term: t.string, needs: s.Needs})
	}
	for _, a := range s.Ambiguous {
		m.alias(a.Term.string, alias{signal: i, kind: cuedAlias, term: a.Term.string, cues: newCues(a), needs: s.Needs})
	}
	for _, d := range s.Deeds {
		p, err := deeds.read(d.string)
		if err != nil {
			return ruleError(s.file, d.line, "%s: %w", s.ID.string, err)
		}
		a := alias{signal: i, kind: deedAlias, term: d.string, deed: p, needs: s.Needs}
		if p.key < 0 {
			m.always = append(m.always, a)
			continue
		}
		for _, key := range p.slots[p.key].terms {
			m.alias(key, a)
		}
	}
	m.blocks = append(m.blocks, blocks{
		prev: newPhraseSet(byWord, s.NotPrev), next: newPhraseSet(byWord, s.NotNext),
		with: newPhraseSet(byWord, s.NotWith), withDeeds: newPhraseSet(byWord, s.NotDeedsWith),
	})
	return nil
}

// isAcronym reports whether a name is one that has a plural, which the stemmer
// does not know for one: JWTs, ADRs.
func isAcronym(name string) bool {
	return len(name) > 2 && !strings.HasSuffix(name, "S") && strings.IndexFunc(name, func(r rune) bool { return !unicode.IsUpper(r) }) < 0
}

// newCommon returns the cues of each name that is a common word, by the name
// in lower case.
func newCommon(c commonNames) map[string]*cues {
	out := make(map[string]*cues)
	for _, name := range c.Names {
		q := newCues(cuedTerm{Term: text{string: name}, Prev: c.Prev, Next: c.Next, NotNext: c.NotNext})
		q.anyCapital = true
		out[strings.ToLower(name)] = q
	}
	return out
}

func newCues(a cuedTerm) *cues {
	prev := slices.Clone(a.Prev)
	capital := slices.Contains(prev, "~")
	prev = slices.DeleteFunc(prev, func(s string) bool { return s == "~" })
	return &cues{
		cuedTerm: a, capital: capital,
		prev: newPhraseSet(byWord, prev), next: newPhraseSet(byWord, a.Next), with: newPhraseSet(byWord, a.With),
		notPrev: newPhraseSet(byWord, a.NotPrev), notNext: newPhraseSet(byWord, a.NotNext), notWith: newPhraseSet(byWord, a.NotWith),
		unless: newPhraseSet(byWord, a.Unless),
	}
}

// mention is evidence of a signal in a statement.
type mention struct {
	signal    int
	statement *said
	level     Level
	words     []span // tokens that count
}

// found is what the search finds in a document.
type found struct {
	statements []*said
	mentions   []mention // in the order of the statements
	trade      trade
}

// find returns what a document shows.
func (m *matcher) find(doc *parser.Document, numbers quantities) (found, error) {
	statements, hits, err := m.search(doc, numbers)
	if err != nil {
		return found{}, err
	}
	candidates := m.candidates(statements, hits)
	t := m.tradeOf(doc, statements, candidates)
	var out []mention
	for _, c := range candidates {
		if level := m.level(c, t); level > Absent {
			out = append(out, mention{c.signal, c.said, level, c.words})
		}
	}
	slices.SortStableFunc(out, func(a, b mention) int { return a.statement.Lines[0] - b.statement.Lines[0] })
	return found{statements, out, t}, nil
}

// search asks the index for every term at once: one pass over the index takes
// a fifth of the time of one for each signal.
func (m *matcher) search(doc *parser.Document, numbers quantities) ([]*said, []index.Hit, error) {
	entries := make([]index.Entry, len(doc.Statements))
	for i, st := range doc.Statements {
		entries[i] = index.Entry{ID: strconv.Itoa(i), Group: string(st.Section), Text: st.Text}
	}
	x, err := index.New(entries)
	if err != nil {
		return nil, nil, err
	}
	defer x.Close()
	hits, err := x.Run(m.query)
	if err != nil {
		return nil, nil, err
	}
	slices.SortFunc(hits, func(a, b index.Hit) int { return a.Entry - b.Entry })
	statements := make([]*said, len(entries))
	sheets := hasSheets(doc)
	for i := range doc.Statements {
		statements[i] = prepare(&doc.Statements[i], x.Tokens(i), sheets, numbers)
		if doc.Statements[i].Hidden || isTalk(doc, &doc.Statements[i]) {
			statements[i].base = Absent
		}
	}
	markIntroduced(statements)
	return statements, hits, nil
}

// candidate is an alias found in a statement, not judged yet.
type candidate struct {
	alias
	*said
	words []span
}

// candidates makes candidates of the hits. Names and terms come before the
// deeds, whose patterns may ask for a technology.
func (m *matcher) candidates(statements []*said, hits []index.Hit) []candidate {
	var out []candidate
	for _, h := range hits {
		s := statements[h.Entry]
		for _, sp := range h.Spans {
			words := s.tokensOf(sp)
			for _, a := range m.aliases[sp.Term] {
				if a.kind == deedAlias || a.exact && !m.isName(a, s, words) || !a.exact && !sameForm(a.term, s, words) {
					continue
				}
				out = append(out, candidate{a, s, []span{words}})
			}
		}
	}
	for _, c := range out {
		c.markTech()
	}
	for _, h := range hits {
		out = append(out, m.deeds(statements[h.Entry], h.Spans)...)
	}
	for _, a := range m.always {
		for _, s := range statements {
			for _, found := range a.deed.find(s) {
				out = append(out, candidate{a, s, found})
			}
		}
	}
	return out
}

// deeds tries each pattern of which a word was found, once.
func (m *matcher) deeds(s *said, spans []index.Span) []candidate {
	var out []candidate
	tried := make(map[*pattern]bool)
	for _, sp := range spans {
		for _, a := range m.aliases[sp.Term] {
			if a.kind != deedAlias || tried[a.deed] {
				continue
			}
			tried[a.deed] = true
			for _, found := range a.deed.find(s) {
				out = append(out, candidate{a, s, found})
			}
		}
	}
	return out
}

// tokensOf returns the tokens of a span of bytes.
func (s *said) tokensOf(sp index.Span) span {
	from, _ := slices.BinarySearchFunc(s.tokens, sp.Start, func(t index.Token, at int) int { return t.Start - at })
	to := from
	for to < len(s.tokens) && s.tokens[to].End <= sp.End {
		to++
	}
	return span{from, to}
}

// isName reports whether the words are the name to the letter, case aside, and
// nothing rules it out: the index finds "rail" for "Rails".
func (m *matcher) isName(a alias, s *said, w span) bool {
	for i, t := range index.Tokens(a.term) {
		if !strings.EqualFold(t.Text, s.tokens[w.from+i].Text) {
			return false
		}
	}
	if a.signal < 0 {
		return true
	}
	b := m.blocks[a.signal]
	if w.to < len(s.tokens) && s.sentences[w.to] == s.sentences[w.from] && b.next.at(s.tokens, w.to) > 0 {
		return false
	}
	return !b.with.within(s.sentence(w.from))
}

// sameForm reports whether the words of a term and those found for it by their
// stems agree in their endings.
func sameForm(term string, s *said, w span) bool {
	for i, t := range index.Tokens(term) {
		if byStem(t) != byStem(s.tokens[w.from+i]) {
			return false
		}
	}
	return true
}

// markTech marks the words of a technology's name. An ambiguous term that is
// one by a cue of its own counts as well.
func (c candidate) markTech() {
	if c.kind == nameAlias || c.kind == cuedAlias && c.technology() && c.cues.cued(c.said, c.words[0]) {
		for i := c.words[0].from; i < c.words[0].to; i++ {
			c.tech[i] = true
		}
	}
}

// technology reports whether an ambiguous term is a name, which the data file
// spells with a capital, such as Go, rather than a word, such as queue.
func (a alias) technology() bool {
	return a.exact || a.term[0] >= 'A' && a.term[0] <= 'Z'
}

// level decides what a candidate is worth.
func (m *matcher) level(c candidate, t trade) Level {
	if c.signal < 0 || c.base == Absent {
		return Absent
	}
	rule := m.rules[c.signal]
	needs := c.needs
	if c.kind == deedAlias { // words of everyday life, which tell of software in such a job alone
		needs = "job"
	}
	if !t.allows(needs, c.said) {
		return Absent
	}
	if c.Job >= 0 && c.Job < len(t.other) && t.other[c.Job] && !m.crafts.within(c.sentence(c.words[0].from)) {
		return Absent
	}
	limit := c.base
	if c.kind == cuedAlias {
		limit = min(limit, c.cues.level(c.said, c.words[0]))
	}
	b := m.blocks[c.signal]
	if !c.exact && b.with.within(c.sentence(c.words[0].from)) {
		return Absent
	}
	if c.kind != deedAlias && b.follows(c.said, c.words[0]) {
		return Absent
	}
	if c.kind == deedAlias && !c.tells() {
		return Absent
	}
	if c.kind == deedAlias && b.withDeeds.within(c.sentence(c.words[0].from)) {
		return Absent
	}
	return m.weigh(c, rule, limit)
}

// tells reports whether a statement can tell a deed: skills and lists name
// things, whatever verbs stand among them.
func (s *said) tells() bool {
	switch s.Section {
	case parser.Skills, parser.Certifications, parser.Courses, parser.Education, parser.Languages:
		return s.base == Shown
	}
	return !s.list
}

// follows reports whether a word stands before w that rules it out: "down payment".
func (b blocks) follows(s *said, w span) bool {
	return w.from > 0 && s.sentences[w.from-1] == s.sentences[w.from] && b.prev.endsAt(s.tokens, w.from-1) > 0
}

// weigh applies the scope of the sentence and its figures.
func (m *matcher) weigh(c candidate, rule signalRule, limit Level) Level {
	from, to := c.extent()
	if m.scope.otherWork(c.said, from) {
		return Absent
	}
	switch m.scope.judge(c.said, from, to) {
	case noEvidence:
		return Absent
	case knownOnly:
		limit = min(limit, Named)
	}
	if limit == Shown && (rule.Figure || c.measured(from, rule.People)) {
		return Measured
	}
	return limit
}

// extent returns the first and the last token of the words, end excluded.
func (c candidate) extent() (from, to int) {
	from, to = c.words[0].from, c.words[0].to
	for _, w := range c.words {
		from, to = min(from, w.from), max(to, w.to)
	}
	return from, to
}

// level returns how far an ambiguous term may count.
func (q *cues) level(s *said, w span) Level {
	if !q.writtenSo(s, w) || q.ruledOut(s, w) {
		return Absent
	}
	if q.free() || q.cued(s, w) {
		return Measured
	}
	if s.base == Shown && q.unless.within(s.sentence(w.from)) {
		return Absent
	}
	if q.Otherwise == "named" { // a technology, whatever it was used for
		return Named
	}
	if s.enumerated(w.from, w.to) || (s.list || s.base == Named) && s.itemIs(w.from, w.to) {
		return Measured
	}
	return Absent
}

// free reports whether the term has no cues: it counts unless ruled out.
func (q *cues) free() bool {
	return !q.capital && len(q.prev.phrases)+len(q.next.phrases)+len(q.with.phrases) == 0
}

func (q *cues) writtenSo(s *said, w span) bool {
	if s.initial(w) {
		return false
	}
	if len(q.Written) == 0 {
		return true
	}
	return slices.Contains(q.Written, s.Text[s.tokens[w.from].Start:s.tokens[w.to-1].End])
}

func (q *cues) ruledOut(s *said, w span) bool {
	if w.from > 0 && s.sentences[w.from-1] == s.sentences[w.from] && q.notPrev.endsAt(s.tokens, w.from-1) > 0 {
		return true
	}
	if w.to < len(s.tokens) && s.sentences[w.to] == s.sentences[w.from] {
		if q.notNext.at(s.tokens, w.to) > 0 || len(q.notNext.phrases) > 0 && len(q.Written) > 0 && yearLike(s.tokens[w.to].Text) {
			return true
		}
	}
	return q.notWith.within(s.tokens)
}

// initial reports whether a single letter stands for somebody's name: "Eze, C. (2021)".
func (s *said) initial(w span) bool {
	from, to := s.tokens[w.from].Start, s.tokens[w.to-1].End
	rest, dotted := strings.CutPrefix(s.Text[to:], ".")
	return to-from == 1 && dotted && strings.TrimSpace(rest) != ""
}

// cued reports whether a cue of the term's own stands with it.
func (q *cues) cued(s *said, w span) bool {
	if !q.writtenSo(s, w) || q.ruledOut(s, w) {
		return false
	}
	if q.capital && (s.capital(w.from) || q.anyCapital && s.upper(w.from)) && !s.inName(w) {
		return true
	}
	if w.from > 0 && s.sentences[w.from-1] == s.sentences[w.from] && q.prev.endsAt(s.tokens, w.from-1) > 0 {
		return true
	}
	if w.to < len(s.tokens) && q.next.at(s.tokens, w.to) > 0 {
		return true
	}
	first, last := s.sentenceOf(w.from)
	return q.with.within(s.tokens[first:w.from]) || q.with.within(s.tokens[w.to:last+1])
}

// inName reports whether a capitalized word stands beside another, as in the
// name of a company: "Rust Belt Partners", "Phoenix Go Ahead".
func (s *said) inName(w span) bool {
	return w.to < len(s.tokens) && s.gap(w.to) == " " && s.upper(w.to) && !s.tech[w.to]
}
