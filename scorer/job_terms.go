package scorer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"shortlist/index"
	"shortlist/parser"
)

// comparison holds a resume against a posting.
type comparison struct {
	*Scorer
	found
	role    *role
	posting *posting
	doc     *parser.Document
	listing map[*said]bool // statements that repeat the posting
	terms   []Term         // in the order of the demands
	shown   map[int]int    // how many terms each job shows
}

// mostShown is how many terms of a posting one statement can show. One that
// holds more is a list, wherever it stands.
const mostShown = 8

// longestTitle is how many words the name of a certificate has at most.
const longestTitle = 10

// certifies reports whether a statement names a certificate among others: it has
// one name for all who hold it.
func certifies(s *said) bool {
	return (s.Section == parser.Certifications || s.Section == parser.Education) && len(s.tokens) <= longestTitle &&
		!slices.ContainsFunc(s.tokens, func(t index.Token) bool { return asking[byWord(t)] })
}

// asking are words by which a posting asks and no certificate is called.
var asking = wordSet("ability able required preferred must obtain minimum willing desirable essential equivalent")

// meet finds what the posting demands in the resume: of alternatives, the one
// that it shows best.
func (c *comparison) meet(demands []demand) {
	found := make([][][]mention, len(demands))
	terms := make(map[*said]int)
	for i, d := range demands {
		seen := make(map[*said]bool)
		for _, o := range d.options {
			all := c.find(o)
			found[i] = append(found[i], all)
			for _, x := range all {
				if x.level >= Shown && !seen[x.statement] {
					seen[x.statement] = true
					terms[x.statement]++
				}
			}
		}
	}
	for i, d := range demands {
		best, level := 0, Absent
		var met []mention
		jobs := make(map[int]bool)
		for k := range d.options {
			top := Absent
			for _, x := range found[i][k] {
				if x.level >= Shown && (c.listing[x.statement] && !certifies(x.statement) || terms[x.statement] > mostShown) {
					x.level = Named
				}
				top = max(top, x.level)
				met = append(met, x)
				jobs[x.statement.Job] = jobs[x.statement.Job] || x.level >= Shown
			}
			if top > level {
				best, level = k, top
			}
		}
		for job, shown := range jobs {
			if shown && job >= 0 {
				c.shown[job]++
			}
		}
		c.terms = append(c.terms, c.termOf(d, best, level, met))
	}
}

// find returns where a resume speaks of an option. What the rules know they
// have found already; all else is found by its words.
func (c *comparison) find(o option) []mention {
	if o.signal < 0 {
		return c.findWords(o)
	}
	wanted, kind := c.matcher.wanted(o.term)
	var out []mention
	for _, m := range c.mentions {
		if kind && m.signal == o.signal || m.isOneOf(wanted) {
			out = append(out, m)
		}
	}
	return out
}

// findWords returns where the words of an option, or of another name for it, stand.
func (c *comparison) findWords(o option) []mention {
	names := c.namesOf(o)
	var out []mention
	for _, s := range c.statements {
		place := c.placeOf(s, o)
		if place == nil {
			continue
		}
		root := c.postings.root
		if place.title {
			root = c.postings.trade
		}
		for _, n := range names {
			words := n.in(s, place.span, root)
			if words == nil {
				continue
			}
			if level := c.worth(s, words, place.level); level > Absent {
				out = append(out, mention{-1, s, level, words})
				break
			}
		}
	}
	return out
}

// worth applies the scope of the sentence and its figures to what stands there.
func (c *comparison) worth(s *said, words []span, limit Level) Level {
	from, to := words[0].from, words[0].to
	for _, w := range words {
		from, to = min(from, w.from), max(to, w.to)
	}
	switch c.matcher.scope.judgeBut(s, from, to, traded) {
	case noEvidence:
		return Absent
	case knownOnly:
		limit = min(limit, Named)
	}
	if limit == Shown && s.base == Shown && s.measured(from, false) {
		return Measured
	}
	return limit
}

// where says which tokens of a statement count for a term, and at most how much.
type where struct {
	span
	level Level
	title bool // of a job
}

// placeOf returns what a statement may show of an option; nil if nothing. The
// title of a job shows what one did there; a credential is held where it is
// said to be, in a heading of one's own or among certificates and studies.
func (c *comparison) placeOf(s *said, o option) *where {
	whole := span{0, len(s.tokens)}
	level := s.base
	switch {
	case s.Role == parser.RoleHeading || len(s.tokens) == 0:
		return nil
	case s.Role == parser.RoleHead && s.Job >= 0 && s.Job < len(c.doc.Jobs):
		title := index.Tokens(c.doc.Jobs[s.Job].Title)
		for i := 0; i+len(title) <= len(s.tokens) && len(title) > 0; i++ {
			if phrase(title).is(s.tokens[i : i+len(title)]) {
				return &where{span{i, i + len(title)}, Shown, true}
			}
		}
		return nil
	case s.Role == parser.RoleHead && s.Section == parser.Education:
		level = Named
		if o.credential {
			level = Shown
		}
	case o.credential && slices.Contains([]parser.Kind{parser.Certifications, parser.Education, parser.Contact, parser.Courses, parser.Other}, s.Section):
		level = Shown
	}
	if level == Absent {
		return nil
	}
	return &where{whole, level, false}
}

// name is one name of what is asked for: words that must stand near to each
// other, in any order.
type name struct {
	words   []want
	needed  int    // how many of them
	acronym string // capitals that stand for it; "" if none
}

// want is a word of a name.
type want struct {
	text string
	stem string
	same bool // to the letter: numbers, acronyms and names
}

// namesOf returns the names of an option: as asked, and all that mean the same
// or are of the kind.
func (c *comparison) namesOf(o option) []name {
	words := index.Tokens(o.term)
	core := c.core(words)
	if o.credential {
		core = withoutPaper(core)
	}
	out := []name{c.nameOf(core, o.credential)}
	asked := []phrase{words}
	add := func(p phrase) {
		asked = append(asked, p)
		out = append(out, c.nameOf(mainWords(p), true))
	}
	for _, also := range o.also {
		add(index.Tokens(also))
	}
	for _, group := range slices.Concat(c.postings.same, c.matcher.same) {
		if slices.ContainsFunc(group, func(p phrase) bool { return c.speaksOf(words, p) }) {
			for _, p := range group {
				add(p)
			}
		}
	}
	for _, kind := range c.postings.kinds {
		if slices.ContainsFunc(asked, func(a phrase) bool { return c.speaksOf(a, kind.whole) }) {
			for _, p := range kind.parts {
				out = append(out, c.nameOf(mainWords(p), true))
			}
		}
	}
	return out
}

// withoutPaper leaves out of the name of a credential that it is one: "CPR" says
// as much as "CPR certification".
func withoutPaper(words []index.Token) []index.Token {
	out := slices.DeleteFunc(slices.Clone(words), func(t index.Token) bool {
		return strings.HasPrefix(t.Stem, "certif") || t.Stem == "cert" || t.Stem == "registr"
	})
	if len(out) == 0 {
		return words
	}
	return out
}

// mainWords leaves out of a name the words of grammar.
func mainWords(p phrase) phrase {
	return slices.DeleteFunc(slices.Clone(p), func(t index.Token) bool {
		return slices.Contains([]string{"of", "and", "the", "for", "in", "to", "a"}, byWord(t))
	})
}

// speaksOf reports whether words name a thing with nothing but plain words
// around it: "EMR systems".
func (c *comparison) speaksOf(words []index.Token, p phrase) bool {
	for i := 0; i+len(p) <= len(words); i++ {
		if !p.is(words[i : i+len(p)]) {
			continue
		}
		rest := slices.Concat(words[:i], words[i+len(p):])
		return !slices.ContainsFunc(rest, func(t index.Token) bool { return !c.small(t) && !c.postings.plain.is(t) })
	}
	return false
}

func (c *comparison) small(t index.Token) bool {
	return c.postings.light.is(t) || c.postings.stop.is(t) && !isUpper(t.Text)
}

// core leaves the small words out of a name, unless nothing would be left that
// says what it is.
func (c *comparison) core(words []index.Token) []index.Token {
	core := slices.DeleteFunc(slices.Clone(words), c.small)
	if len(core) == 0 || c.postings.plain.all(core) && len(core) == 1 {
		return mainWords(words)
	}
	return core
}

// nameOf prepares words to be found; all says that none of them may be missing.
func (c *comparison) nameOf(core []index.Token, all bool) name {
	n := name{needed: len(core)}
	for _, t := range core {
		first, _ := utf8.DecodeRuneInString(t.Text)
		upper := isUpper(t.Text) && !c.posting.shouted
		w := want{t.Text, c.postings.root(t), upper || unicode.IsDigit(first)}
		all = all || w.same
		n.words = append(n.words, w)
	}
	if len(core) >= 3 && !all {
		n.needed = len(core) - 1
	}
	if len(core) == 1 && isUpper(core[0].Text) && len(core[0].Text) >= 3 {
		n.acronym = strings.TrimSuffix(core[0].Text, "s")
	}
	return n
}

// root returns what a word is compared by: its stem, of a verb and of the noun
// of its deed that of its base form, so that "taught" shows teaching, and
// "placed catheters" the placement of catheters.
func (r *postingRules) root(t index.Token) string {
	word := byWord(t)
	if base, ok := r.verbs[word]; ok && !strings.HasPrefix(t.Stem, base[:min(3, len(base))]) {
		return fold(index.Tokens(base)[0].Stem)
	}
	for _, ending := range []string{"iation", "ation", "ition", "tion", "ment"} {
		stem, ok := strings.CutSuffix(strings.TrimSuffix(word, "s"), ending)
		if !ok {
			continue
		}
		for _, end := range []string{"", "e", "ate", "te", "t"} {
			if verb := stem + end; r.verbs[verb] == verb && len(stem) > 2 {
				return fold(index.Tokens(verb)[0].Stem)
			}
		}
	}
	return fold(t.Stem)
}

// trade is root for the title of a job, where who does something says what was
// done: a teacher has taught.
func (r *postingRules) trade(t index.Token) string {
	for _, ending := range []string{"er", "or"} {
		if base := strings.TrimSuffix(byWord(t), ending); base != byWord(t) {
			for _, verb := range []string{base, base + "e"} {
				if r.verbs[verb] == verb {
					return fold(index.Tokens(verb)[0].Stem)
				}
			}
		}
	}
	return r.root(t)
}

// fold brings British and American spellings of a stem together.
func fold(stem string) string {
	for _, x := range [][2]string{{"is", "iz"}, {"ys", "yz"}, {"our", "or"}, {"licenc", "licens"}, {"programm", "program"}, {"tre", "ter"}, {"ence", "ense"}} {
		if len(stem) > len(x[0])+2 && strings.HasSuffix(stem, x[0]) {
			return strings.TrimSuffix(stem, x[0]) + x[1]
		}
	}
	if stem == "licenc" {
		return "licens"
	}
	return stem
}

// looseness is how many other words may stand between those of a name.
const looseness = 3

// in returns where a name stands among the tokens of a statement; nil if it
// does not.
func (n name) in(s *said, within span, root func(index.Token) string) []span {
	for i := within.from; i < within.to; i++ {
		if n.acronym != "" {
			if w := n.spelledOut(s, i, within.to); w != nil {
				return w
			}
		}
		if n.wanted(s.tokens[i], root) < 0 {
			continue
		}
		if w := n.from(s, i, within.to, root); w != nil {
			return w
		}
	}
	return nil
}

// wanted returns which of the words a token is; -1 if none.
func (n name) wanted(t index.Token, root func(index.Token) string) int {
	stem := root(t)
	return slices.IndexFunc(n.words, func(w want) bool {
		if w.same {
			return strings.TrimSuffix(t.Text, "s") == strings.TrimSuffix(w.text, "s") || len(w.text) > 4 && strings.EqualFold(t.Text, w.text)
		}
		return stem == w.stem
	})
}

// from returns the words of the name that stand from token i on, close together.
func (n name) from(s *said, i, to int, root func(index.Token) string) []span {
	found := make([]bool, len(n.words))
	count := 0
	var out []span
	for k := i; k < to && k < i+len(n.words)+looseness && s.sentences[k] == s.sentences[i]; k++ {
		w := n.wanted(s.tokens[k], root)
		if w < 0 || found[w] {
			continue
		}
		found[w] = true
		count++
		if m := len(out); m > 0 && out[m-1].to == k {
			out[m-1].to = k + 1
		} else {
			out = append(out, span{k, k + 1})
		}
		if count == len(n.words) {
			return out
		}
	}
	if count >= n.needed {
		return out
	}
	return nil
}

// spelledOut returns the words from token i on whose first letters are the
// acronym, each with a capital.
func (n name) spelledOut(s *said, i, to int) []span {
	k := i
	for _, r := range n.acronym {
		for k < to && k > i && slices.Contains([]string{"of", "and", "the", "for", "in"}, byWord(s.tokens[k])) {
			k++
		}
		if k >= to || isUpper(s.tokens[k].Text) || k > i && strings.TrimSpace(s.gap(k)) != "" && s.gap(k) != "-" {
			return nil
		}
		if first, _ := utf8.DecodeRuneInString(s.tokens[k].Text); first != r {
			return nil
		}
		k++
	}
	return []span{{i, k}}
}

// wanted returns the names that meet a demanded term, and whether it is a kind,
// which all that shows its signal meets.
func (m *matcher) wanted(term string) (names []phrase, kind bool) {
	var words phrase = index.Tokens(term)
	names = []phrase{words}
	for _, group := range m.same {
		if slices.ContainsFunc(group, words.is) {
			names = append(names, group...)
		}
	}
	for _, p := range m.parts {
		if slices.ContainsFunc(names, p.whole.is) {
			names = append(names, p.parts...)
		}
	}
	return names, slices.ContainsFunc(m.kinds, words.is)
}

// whole is a product with the products that are part of it.
type whole struct {
	whole phrase
	parts []phrase
}

// phrase is a name or a term, compared by the stems of its words.
type phrase []index.Token

func phrasesOf(texts []string) []phrase {
	out := make([]phrase, len(texts))
	for i, t := range texts {
		out[i] = index.Tokens(t)
	}
	return out
}

func (p phrase) is(other phrase) bool {
	return slices.EqualFunc(p, other, func(x, y index.Token) bool { return x.Stem == y.Stem })
}

// isOneOf reports whether one of the names stands where the mention was found.
func (x mention) isOneOf(names []phrase) bool {
	for _, w := range x.words {
		var found phrase = x.statement.tokens[w.from:w.to]
		for _, name := range names {
			if name.standsIn(found) {
				return true
			}
		}
	}
	return false
}
