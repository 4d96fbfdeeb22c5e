package scorer

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"shortlist/index"
	"shortlist/parser"
)

// postingWords are the words of postings; the data file explains them.
type postingWords struct {
	Kinds   []string            `yaml:"kinds"`
	Same    [][]string          `yaml:"same"`
	Parts   map[string][]string `yaml:"parts"`
	Passing []string            `yaml:"passing"`
}

var (
	preferredRE = regexp.MustCompile(`(?i)\b(?:nice[- ]to[- ]have|preferred|preferably|bonus|a plus|is a plus|pluses|desirable|optional|ideally|advantageous|would be great)\b`)
	demandRE    = regexp.MustCompile(`(?i)\b(?:experienced?|knowledge|famili\w+|understanding|skill\w*|proficien\w+|expertise|background|comfortable)\b`)
	requiredRE  = regexp.MustCompile(`(?i)\b(?:required|requirements?|must[- ]haves?|you (?:have|bring|will)|responsibilities|qualifications|what you)\b`)
)

// demand is what a posting asks for: a term, or one of several.
type demand struct {
	text      string // as the posting spells it
	options   []option
	preferred bool
}

// option is a term that meets a demand.
type option struct {
	term   string
	signal int
}

// asked returns the terms of a posting that are signals of the role, each once. A
// posting is read as a list: what it names is asked for, whatever the grammar.
func (m *matcher) asked(posting string, role *role) ([]demand, error) {
	statements, hits, err := m.search(postingOf(posting), quantities{})
	if err != nil {
		return nil, err
	}
	named := m.namedIn(statements, hits, role)
	wished := wishedParts(statements, named)
	named = slices.DeleteFunc(named, m.unasked)
	var out []demand
	seen := make(map[string]bool)
	for i := 0; i < len(named); {
		n := alternatives(named[i:])
		d := demandOf(named[i:i+n], wished)
		i += n
		if key := strings.ToLower(d.text); !seen[key] {
			seen[key] = true
			out = append(out, d)
		}
	}
	return out, nil
}

// namedIn returns the terms of the role that the lines of a posting name, in their
// order, of those that overlap the longest.
func (m *matcher) namedIn(statements []*said, hits []index.Hit, role *role) []candidate {
	var out []candidate
	for _, c := range m.candidates(statements, hits) {
		if role.has(c.signal) && c.kind != deedAlias && (c.kind != cuedAlias || c.exact || c.demanded()) && !m.passing.within(c.tokens[c.words[0].from:c.words[0].to]) {
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

// alternatives returns how many of the terms, from the first on, a posting
// leaves the choice of: "Go, Java or Kotlin".
func alternatives(named []candidate) int {
	n, or := 1, false
	for n < len(named) && named[n].said == named[0].said && !or {
		gap := named[0].Text[named[n-1].tokens[named[n-1].words[0].to-1].End:named[n].tokens[named[n].words[0].from].Start]
		switch strings.TrimSpace(gap) {
		case "or", ", or", "/":
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

func demandOf(named []candidate, wished map[*said][]span) demand {
	first, last := named[0], named[len(named)-1]
	from, to := first.tokens[first.words[0].from].Start, last.tokens[last.words[0].to-1].End
	d := demand{text: first.Text[from:to], preferred: holds(wished[first.said], from) || wishedInBrackets(first.Text, from)}
	for _, c := range named {
		w := c.words[0]
		d.options = append(d.options, option{c.Text[c.tokens[w.from].Start:c.tokens[w.to-1].End], c.signal})
	}
	return d
}

// postingOf makes a document of the lines of a posting, for the search.
func postingOf(posting string) *parser.Document {
	doc := &parser.Document{}
	for _, line := range strings.Split(posting, "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		doc.Statements = append(doc.Statements, parser.Statement{
			Text: line, Lines: []int{len(doc.Statements)}, Section: parser.Experience, Role: parser.RoleBullet, Job: -1, Project: -1,
		})
	}
	return doc
}

var bracketsRE = regexp.MustCompile(`\([^()]*\)`)

// wishedParts returns the parts of each line, in bytes, that only wish for what
// they name: those that say so outside of brackets, and those under a heading or
// after a label that does.
func wishedParts(statements []*said, named []candidate) map[*said][]span {
	naming := make(map[*said]bool)
	for _, c := range named {
		naming[c.said] = true
	}
	out := make(map[*said][]span)
	under := false
	for _, s := range statements {
		wished := preferredRE.MatchString(bracketsRE.ReplaceAllString(s.Text, ""))
		if !naming[s] && len(s.tokens) <= longestHeading {
			under = wished || under && !requiredRE.MatchString(s.Text)
		}
		labeled := under
		for _, part := range partsOf(s.Text) {
			text := bracketsRE.ReplaceAllString(s.Text[part.from:part.to], "")
			wished := preferredRE.MatchString(text)
			if label := labelRE.FindString(text); label != "" {
				labeled = preferredRE.MatchString(label)
			}
			if labeled || wished {
				out[s] = append(out[s], part)
			}
		}
	}
	return out
}

var (
	labelRE = regexp.MustCompile(`(?i)^\W*(?:nice[- ]to[- ]haves?|preferred|bonus(?: points)?|pluses|a plus|desirable|optional|ideally|required|requirements?|must[- ]haves?|mandatory|essential)(?:\s+[\pL-]+){0,2}\s*:`)
	cutRE   = regexp.MustCompile(`(?i)([.!?;]\s+)|[\s,|/–—-]((?:nice[- ]to[- ]haves?|preferred|bonus(?: points)?|desirable|optional|required|requirements|must[- ]haves?|mandatory|essential)(?:\s+[\pL-]+){0,2}\s*:)`)
	shortRE = regexp.MustCompile(`(?i)\b(?:e\.g|i\.e|etc|incl|vs|resp)$`)
)

// partsOf splits a line of a posting into its sentences, and before each label
// such as "Nice to have:".
func partsOf(text string) []span {
	var out []span
	start := 0
	for _, m := range cutRE.FindAllStringSubmatchIndex(text, -1) {
		at := m[4]
		if at < 0 {
			at = m[1]
			if shortRE.MatchString(text[:m[0]]) {
				continue
			}
		}
		out = append(out, span{start, at})
		start = at
	}
	return append(out, span{start, len(text)})
}

func holds(parts []span, at int) bool {
	return slices.ContainsFunc(parts, func(p span) bool { return p.from <= at && at < p.to })
}

// unasked reports whether a posting says that what it names is not needed:
// "You don't need to know Rust", "Kafka is not required".
func (m *matcher) unasked(c candidate) bool {
	w := c.words[0]
	return m.scope.denied(c.said, w.from) || m.scope.needless(c.said, w.to)
}

// wishedInBrackets reports whether what stands at a place of a text is wished
// for in brackets: "relational databases (PostgreSQL preferred)".
func wishedInBrackets(text string, at int) bool {
	return slices.ContainsFunc(bracketsRE.FindAllStringIndex(text, -1), func(b []int) bool {
		return b[0] < at && at < b[1] && preferredRE.MatchString(text[b[0]:b[1]])
	})
}

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
	return to-from < longestHeading && (preferredRE.MatchString(sentence) || requiredRE.MatchString(sentence))
}
