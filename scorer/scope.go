package scorer

import (
	"slices"
	"strings"

	"shortlist/index"
)

// scopeWords are the words that take the evidence out of a sentence; the data
// file explains them.
type scopeWords struct {
	Negations  []string `yaml:"negations"`
	Outcomes   []string `yaml:"outcomes"`
	After      []string `yaml:"after"`
	Denials    []string `yaml:"denials"`
	Away       []string `yaml:"away"`
	Disowned   []string `yaml:"disowned"`
	Scenes     []string `yaml:"scenes"`
	Software   []string `yaml:"software"`
	Unneeded   []string `yaml:"unneeded"`
	Learned    []string `yaml:"learned"`
	Gatherings []string `yaml:"gatherings"`
	Wishes     []string `yaml:"wishes"`
	Weak       []string `yaml:"weak"`
	People     []string `yaml:"people"`
	Relatives  []string `yaml:"relatives"`
	Others     []string `yaml:"others"`
	Owners     []string `yaml:"owners"`
	Did        []string `yaml:"did"`
	Leads      []string `yaml:"leads"`
	Beside     []string `yaml:"beside"`
	Within     []string `yaml:"within"`
	Trade      []string `yaml:"trade"`
}

// scope finds what takes the evidence out of a sentence.
type scope struct {
	negations, outcomes, after, wishes, weak phraseSet
	people, relatives, others, owners, did   phraseSet
	leads, beside, within, trade, unneeded   phraseSet
	denials, away, disowned                  phraseSet
	learned, gatherings                      phraseSet
	scenes, software                         phraseSet
}

// newScope returns the scope of the words; things are what software is called.
func newScope(w scopeWords, things []string) *scope {
	set := func(words []string) phraseSet { return newPhraseSet(byWord, words) }
	return &scope{
		negations: set(w.Negations), outcomes: set(w.Outcomes), after: set(w.After), wishes: set(w.Wishes), weak: set(w.Weak),
		people: set(w.People), relatives: set(w.Relatives), others: set(w.Others), owners: set(w.Owners), did: set(w.Did),
		leads: set(w.Leads), beside: set(w.Beside), within: set(w.Within), trade: set(w.Trade), unneeded: set(w.Unneeded),
		denials: set(w.Denials), away: set(w.Away), disowned: set(w.Disowned),
		learned: set(w.Learned), gatherings: set(w.Gatherings),
		scenes: set(w.Scenes), software: newPhraseSet(byStem, slices.Concat(w.Software, things)),
	}
}

// mark is a cue at a token.
type mark struct {
	kind     markKind
	from, to int  // tokens
	goesOn   bool // a further deed, "and wrote", is of the same people
}

type markKind int

const (
	negation markKind = iota
	wish
	weakly
	foreign // somebody else did it
	shared  // the writer's team did it
	owned   // it belongs to somebody else: "the vendor's cluster"
	traded  // somebody sold or staffed it
)

// marks finds the cues of a statement, in their order.
func (c *scope) marks(s *said) []mark {
	out := []mark{}
	add := func(kind markKind, from, n int) {
		if n > 0 {
			out = append(out, mark{kind: kind, from: from, to: from + n})
		}
	}
	for i := 0; i < len(s.tokens); i++ {
		if n := c.outcomes.at(s.tokens, i); n > 0 {
			i += n - 1
			continue
		}
		add(negation, i, c.negations.at(s.tokens, i))
		if n := c.wishes.at(s.tokens, i); n > 0 && c.opens(s, i) {
			add(wish, i, n)
		}
		if c.learns(s, i) {
			add(wish, i, 1)
		}
		add(weakly, i, c.weak.at(s.tokens, i))
		add(traded, i, c.trade.at(s.tokens, i))
		if m, ok := c.foreign(s, i); ok {
			out = append(out, m)
		}
	}
	return out
}

// opens reports whether a wish at token i is the writer's own: it stands near
// the beginning of its sentence or after one of the words that lead to it.
func (c *scope) opens(s *said, i int) bool {
	from, _ := s.sentenceOf(i)
	if i-from <= 4 {
		return true
	}
	switch byWord(s.tokens[i-1]) {
	case "i", "am", "and", "but", "also", "currently", "now":
		return true
	}
	return false
}

// learns reports whether a sentence begins with "Learning" as something done,
// not as a part of a name such as "Learning platform".
func (c *scope) learns(s *said, i int) bool {
	from, to := s.sentenceOf(i)
	if i != from || i == to || byWord(s.tokens[i]) != "learning" {
		return false
	}
	switch byWord(s.tokens[i+1]) {
	case "management", "platform", "system", "and", "app", "portal":
		return false
	}
	return true
}

// foreign finds at token i that others did what follows: "a team that", "the
// rest of the team was", "the platform team ran". The writer's own team is no
// other: "led a team that"; of what one did that he was in, his part is not told.
func (c *scope) foreign(s *said, i int) (mark, bool) {
	if n := c.people.at(s.tokens, i); n > 0 && i+n < len(s.tokens) && !c.before(s, i, &c.leads) {
		if m := c.relatives.at(s.tokens, i+n); m > 0 && s.sentences[i] == s.sentences[i+n] {
			within, verb := c.before(s, i, &c.within), i+n+m
			x := mark{foreign, i, verb, (within || c.before(s, i, &c.beside)) && verb < len(s.tokens) && isPast(byWord(s.tokens[verb]))}
			if within {
				x.kind = shared
			}
			return x, true
		}
	}
	if n := c.others.at(s.tokens, i); n > 0 && s.beginsClause(i) {
		return mark{foreign, i, i + n, true}, true
	}
	n := c.owner(s, i)
	if n == 0 {
		return mark{}, false
	}
	if end := s.Text[s.tokens[i+n-1].End:]; strings.HasPrefix(end, "'s") || strings.HasPrefix(end, "’s") {
		return mark{kind: owned, from: i, to: i + n}, true
	}
	j := i + n
	if j < len(s.tokens) && slices.Contains([]string{"also", "already", "had", "has"}, byWord(s.tokens[j])) {
		j++
	}
	if j < len(s.tokens) && s.sentences[i] == s.sentences[j] && strings.TrimSpace(s.gap(j)) == "" &&
		(c.did.at(s.tokens, j) > 0 || s.subject(i) && isPast(byWord(s.tokens[j]))) {
		return mark{foreign, i, j, true}, true
	}
	return mark{}, false
}

// owner returns how many tokens from i on name others who own things: a part of
// the company, or "the … team" of any kind.
func (c *scope) owner(s *said, i int) int {
	if s.tokens[i].Text == "IT" {
		return 1
	}
	if n := c.owners.at(s.tokens, i); n > 0 {
		return n
	}
	if i == 0 {
		return 0
	}
	switch s.tokens[i-1].Word {
	case "another", "other", "sister":
		if groups[s.tokens[i].Word] {
			return 1
		}
		fallthrough
	case "the", "a", "an", "their":
		if i+1 < len(s.tokens) && groups[s.tokens[i+1].Word] {
			return 2
		}
	}
	return 0
}

// groups are the parts of a company that do things together.
var groups = wordSet("team group department squad unit crew")

// before reports whether one of the phrases stands shortly before token i, in
// its sentence.
func (c *scope) before(s *said, i int, phrases *phraseSet) bool {
	from, _ := s.sentenceOf(i)
	return phrases.within(s.tokens[max(from, i-3):i])
}

// beginsClause reports whether the words from token i on, an article aside, are
// the first of their clause, where the subject stands.
func (s *said) beginsClause(i int) bool {
	from, _ := s.sentenceOf(i)
	if i > from && slices.Contains([]string{"the", "a", "an", "my", "our", "their", "all"}, byWord(s.tokens[i-1])) {
		i--
	}
	if i == from || strings.Contains(s.gap(i), ",") {
		return true
	}
	return slices.Contains([]string{"while", "where", "whereas", "because", "as", "when", "but", "so", "since"}, byWord(s.tokens[i-1]))
}

// subject reports whether token i ends a noun phrase of a few words that begins
// its clause: "the lab's PhD students".
func (s *said) subject(i int) bool {
	from, _ := s.sentenceOf(i)
	for j := i; j >= max(from, i-4); j-- {
		word := byWord(s.tokens[j])
		if s.beginsClause(j) {
			return true
		}
		if isPast(word) || phraseEnds[word] {
			return false
		}
	}
	return false
}

var phraseEnds = wordSet("of in on at for with by from to and or as into over that which who")

// verdict is what the sentence around a mention makes of it.
type verdict int

const (
	ownWork   verdict = iota
	knownOnly         // known rather than used
	noEvidence
)

// judge looks at the sentence around the tokens from to to.
func (c *scope) judge(s *said, from, to int) verdict { return c.judgeBut(s, from, to, -1) }

// judgeBut is judge without the marks of one kind: who sells for a living may
// show what was sold.
func (c *scope) judgeBut(s *said, from, to int, but markKind) verdict {
	if s.marks == nil {
		s.marks = c.marks(s)
	}
	v := ownWork
	for _, m := range s.marks {
		if s.sentences[m.from] != s.sentences[from] || m.to > from || m.kind == but {
			continue
		}
		switch {
		case m.kind == negation && c.reaches(s, m, from, 8, 3),
			m.kind == foreign && c.reaches(s, m, from, 12, 3),
			m.kind == owned && from-m.to < 2,
			m.kind == wish && c.reaches(s, m, from, 30, 30),
			m.kind == traded && c.reaches(s, m, from, 12, 4):
			return noEvidence
		case m.kind == weakly && c.reaches(s, m, from, 30, 30), m.kind == shared && c.reaches(s, m, from, 12, 3):
			v = knownOnly
		}
	}
	if c.deniedAfter(s, to) {
		return noEvidence
	}
	if s.follows(&c.learned, to, 2) {
		return knownOnly
	}
	return v
}

// otherWork reports whether the sentence of token i tells of other work than
// software, or of life beside work: "cached food for the expedition".
func (c *scope) otherWork(s *said, i int) bool {
	from, to := s.sentenceOf(i)
	sentence := s.tokens[from : to+1]
	return c.scenes.within(sentence) && !slices.Contains(s.tech[from:to+1], true) && !c.software.within(sentence)
}

// follows reports whether one of the phrases begins within n tokens from i on,
// in the same sentence and before any comma.
func (s *said) follows(phrases *phraseSet, i, n int) bool {
	for end := i + n; i < end && i < len(s.tokens) && s.sentences[i] == s.sentences[i-1] && !strings.Contains(s.gap(i), ","); i++ {
		if phrases.at(s.tokens, i) > 0 {
			return true
		}
	}
	return false
}

// denied reports whether a negation before token i reaches it.
func (c *scope) denied(s *said, i int) bool {
	if s.marks == nil {
		s.marks = c.marks(s)
	}
	return slices.ContainsFunc(s.marks, func(m mark) bool {
		return m.kind == negation && s.sentences[m.from] == s.sentences[i] && m.to <= i && c.reaches(s, m, i, 8, 3)
	})
}

// needless reports whether what follows token i in its sentence says that the
// thing before is not needed.
func (c *scope) needless(s *said, i int) bool {
	for j := i; j < len(s.tokens) && j < i+8 && s.sentences[j] == s.sentences[i-1]; j++ {
		if c.unneeded.at(s.tokens, j) > 0 {
			return true
		}
	}
	return false
}

// reaches reports whether a cue still holds at token to, after it: at most far words on, in the same clause. A comma ends the clause unless
// it parts the items of an enumeration, of at most item words each; "but" ends
// it in any case, and so does a new deed unless the same people did it.
func (c *scope) reaches(s *said, m mark, to, far, item int) bool {
	i := m.to
	if to-i > far {
		return false
	}
	words := 0
	for j := to; j > i; j-- {
		words++
		gap := s.gap(j)
		if gap != ":" && strings.ContainsAny(gap, ":;(") && item < 30 { // "JSON:API" is one name
			return false
		}
		word := byWord(s.tokens[j])
		if m.kind == negation && j > i && (word == "we" || word == "i") {
			return false // "instead of a broker we used a table"
		}
		if word == "but" || word == "however" || word == "although" || word == "yet" && j+1 < to {
			return false
		}
		if word == "and" && j < to && isPast(skipAlso(s.tokens, j+1)) && (!m.goesOn || strings.Contains(gap, ",")) {
			return false
		}
		if !strings.Contains(gap, ",") {
			continue
		}
		if words > item+1 || j < to && isPast(skipAnd(s.tokens, j)) {
			return false
		}
		words = 0
	}
	return true
}

func skipAlso(tokens []index.Token, i int) string {
	if w := byWord(tokens[i]); w != "also" || i+1 == len(tokens) {
		return w
	}
	return byWord(tokens[i+1])
}

func skipAnd(tokens []index.Token, i int) string {
	if w := byWord(tokens[i]); w != "and" && w != "then" || i+1 == len(tokens) {
		return w
	}
	return byWord(tokens[i+1])
}

// ofOthers reports whether a clause at token i gives what stands before it to
// others: "a mainframe that others maintained".
func (c *scope) ofOthers(s *said, i int) bool {
	if w := byWord(s.tokens[i]); w != "that" && w != "which" {
		return false
	}
	for j := i + 1; j < len(s.tokens) && j < i+4; j++ {
		n := max(c.others.at(s.tokens, j), c.owner(s, j))
		if n > 0 && j+n < len(s.tokens) && c.did.at(s.tokens, j+n) > 0 {
			return true
		}
	}
	return false
}

// deniedAfter reports whether what follows a mention takes it back, or gives it
// to others: "Kafka (not used)", "Kafka, run by the platform team".
func (c *scope) deniedAfter(s *said, to int) bool {
	for i := to; i < len(s.tokens) && i < to+3 && s.sentences[i] == s.sentences[to-1]; i++ {
		if c.after.at(s.tokens, i) > 0 {
			return true
		}
	}
	for i := to; i+1 < len(s.tokens) && i < to+6 && s.sentences[i+1] == s.sentences[to-1]; i++ {
		if c.ofOthers(s, i) || c.fromOthers(s, i) || c.belongs(s, i) {
			return true
		}
	}
	if s.tech[to-1] && s.follows(&c.gatherings, to, 1) {
		return true
	}
	return c.deniedLater(s, to) || c.elsewhere(s, to) || c.disowned.within(s.tokens[to:])
}

// fromOthers reports whether a verb at token i says that others did or gave
// what stands before it: "run by the platform team", "was rolled out by IT",
// "came from the vendor". What others use may be the writer's work.
func (c *scope) fromOthers(s *said, i int) bool {
	verb := byWord(s.tokens[i])
	by := i + 1
	if slices.Contains([]string{"out", "off", "up", "over", "down"}, byWord(s.tokens[by])) && by+1 < len(s.tokens) {
		by++
	}
	switch byWord(s.tokens[by]) {
	case "by":
		passive := i > 0 && auxiliaries[byWord(s.tokens[i-1])]
		if !passive && (c.did.at(s.tokens, i) == 0 || verb == "used") || passive && (!isPast(verb) && c.did.at(s.tokens, i) == 0 || receptions[verb]) {
			return false
		}
	case "from":
		if verb != "came" && verb != "comes" && verb != "bought" {
			return false
		}
	default:
		return false
	}
	for j := by + 1; j < len(s.tokens) && j < by+4; j++ {
		if c.owner(s, j) > 0 {
			return true
		}
	}
	return false
}

// belongs reports whether what begins at token i gives what stands before it to
// others: "were the provider's business", "went to a contractor".
func (c *scope) belongs(s *said, i int) bool {
	verb := byWord(s.tokens[i])
	_, last := s.sentenceOf(i)
	for j := i + 1; j <= last && j < i+4; j++ {
		n := c.owner(s, j)
		switch {
		case n == 0:
		case auxiliaries[verb]:
			return j+n <= last && duties[byWord(s.tokens[j+n])]
		case verb == "went" || verb == "go" || verb == "fell":
			return byWord(s.tokens[i+1]) == "to"
		}
	}
	return false
}

// duties are what something is that others look after.
var duties = wordSet("business job task duty responsibility domain concern matter")

var (
	auxiliaries = wordSet("was were is are been being")
	// What others do with a thing that the writer made.
	receptions = wordSet("praised reviewed approved requested accepted funded sponsored audited tested rated ordered liked adopted called consumed visited hit read asked needed wanted")
)

// deniedLater reports whether the mention before token to belongs to the
// subject of a clause that says it was not done, or not by the writer:
// "versioning of the API was not our job".
func (c *scope) deniedLater(s *said, to int) bool {
	for i := to; i < len(s.tokens) && i < to+7 && s.sentences[i] == s.sentences[to-1]; i++ {
		word := byWord(s.tokens[i])
		if strings.ContainsAny(s.gap(i), ",:;(") || isPast(word) && !auxiliaries[word] && c.denials.at(s.tokens, i) == 0 || conjunctions[word] && (word != "and" || i > to) {
			return false
		}
		if n := c.denials.at(s.tokens, i); n > 0 {
			return i+n == len(s.tokens) || !firstPersons[byWord(s.tokens[i+n])]
		}
	}
	return false
}

var (
	conjunctions = wordSet("after before when while since because so as where and but that which who until once if though with")
	firstPersons = wordSet("me us mine ours myself")
)

// elsewhere reports whether a sentence without a deed of the writer's says that
// it tells of a time when he was not there.
func (c *scope) elsewhere(s *said, to int) bool {
	from, last := s.sentenceOf(to - 1)
	return !isPast(byWord(s.tokens[from])) && c.away.within(s.tokens[to:last+1])
}
