package scorer

import (
	"slices"
	"strings"
	"unicode"

	"shortlist/index"
	"shortlist/parser"
)

// How much of the words of postings makes a passage one of them, where what
// resumes say as well counts half, and how many statements may stand between two.
const (
	fewestAsking = 3
	askingReach  = 6
)

// pastedIn finds the statements of a resume that were taken from a posting:
// they, or those around them, ask for things, offer things and speak to a reader.
// What is said so tells of no deed.
func (r *postingRules) pastedIn(statements []*said) map[*said]bool {
	out := make(map[*said]bool)
	for from := 0; from < len(statements); {
		to := from + 1
		for to < len(statements) && statements[to].Section == statements[from].Section && statements[to].Job == statements[from].Job && statements[to].Project == statements[from].Project {
			to++
		}
		r.pastedAmong(statements[from:to], out)
		from = to
	}
	return out
}

// pastedAmong adds the statements of one entry that stand between words of
// postings, with those before that tell what is to be done, and those after that
// tell no deed.
func (r *postingRules) pastedAmong(statements []*said, out map[*said]bool) {
	for first := 0; first < len(statements); {
		last := first
		asks, claims := r.asksIn(statements[first])
		if asks+claims == 0 {
			first++
			continue
		}
		for i := first + 1; i < len(statements) && i-last <= askingReach; i++ {
			a, c := r.asksIn(statements[i])
			if a+c > 0 {
				last, asks, claims = i, asks+a, claims+c
			}
		}
		if asks == 0 || 2*asks+claims < fewestAsking {
			first++
			continue
		}
		for first > 0 && r.orders(statements[first-1]) {
			first--
		}
		for n := 0; n < askingReach && last+1 < len(statements) && !opensWithPast(statements[last+1].Text); n++ {
			last++
		}
		for _, s := range statements[first : last+1] {
			if !opensWithPast(s.Text) { // a deed, wherever it stands
				out[s] = true
			}
		}
		first = last + 1
	}
}

// asksIn returns how many times a statement asks or offers as postings do, and
// how many times it claims as both do.
func (r *postingRules) asksIn(s *said) (asks, claims int) {
	switch s.Section {
	case parser.Experience, parser.Projects, parser.Volunteering, parser.Skills, parser.Other, parser.Summary:
	default:
		return 0, 0
	}
	if s.heads() || opensWithPast(s.Text) {
		return 0, 0
	}
	if kind, whole := r.kindOf(s.tokens); whole && slices.Contains([]partKind{partRequired, partPreferred, partOffer, partApply}, kind) {
		return 1, 0
	}
	for i := 0; i < len(s.tokens); {
		if s.leavesChoice(i) {
			asks++
		}
		a, c := r.asking.at(s.tokens, i), r.claimed.at(s.tokens, i)
		switch {
		case a > 0:
			asks++
		case c > 0 && s.Section != parser.Summary: // where everybody claims
			claims++
		}
		i += max(a, c, 1)
	}
	return asks, claims
}

// heads reports whether a statement is the head of an entry or of a section; one
// as long as a paragraph was only taken for it.
func (s *said) heads() bool {
	return (s.Role == parser.RoleHead || s.Role == parser.RoleHeading) && len(s.tokens) < copiedRows
}

// leavesChoice reports whether token i leaves the choice of two names, "Oracle or
// MySQL", as who asks for one of them does.
func (s *said) leavesChoice(i int) bool {
	return byWord(s.tokens[i]) == "or" && i > 0 && i+1 < len(s.tokens) && s.gap(i) == " " && s.gap(i+1) == " " && s.named(i-1) && s.named(i+1)
}

// named reports whether token i is the name of a technology, or set as an acronym.
func (s *said) named(i int) bool {
	return s.tech[i] || strings.IndexFunc(s.tokens[i].Text[1:], unicode.IsUpper) >= 0
}

// orders reports whether a statement tells what is to be done, "Design and
// build services", rather than what was done.
func (r *postingRules) orders(s *said) bool {
	return len(s.tokens) > 0 && (s.Role == parser.RoleBullet || s.Role == parser.RoleProse) && r.verbs[byWord(s.tokens[0])] == byWord(s.tokens[0])
}

// demote makes what stands in the statements named at most.
func (f *found) demote(statements map[*said]bool) {
	for i := range f.mentions {
		if m := &f.mentions[i]; statements[m.statement] {
			m.level = min(m.level, Named)
		}
	}
}

// Words in a row that show that a statement is taken from the posting in hand,
// and how many such rows are enough by themselves.
const (
	copiedRow  = 4
	copiedRows = 12
)

// copiedIn finds the statements of a resume that repeat the posting: what is
// said in the employer's words is no evidence of one's own.
func (p *posting) copiedIn(statements []*said) map[*said]bool {
	var all []string
	rows := make(map[string]bool) // and whole lines that are shorter
	for _, s := range p.said {
		words := wordsIn(s.tokens)
		all = append(all, words...)
		rows[strings.Join(words, " ")] = true
	}
	for i := 0; i+copiedRow <= len(all); i++ {
		rows[strings.Join(all[i:i+copiedRow], " ")] = true
	}
	out := make(map[*said]bool)
	for _, s := range statements {
		words := wordsIn(s.tokens)
		n, most := 0, len(words)-copiedRow+1
		for i := range max(0, most) {
			if rows[strings.Join(words[i:i+copiedRow], " ")] {
				n++
			}
		}
		if most > 0 && n*4 > 3*most || n >= copiedRows || most <= 0 && rows[strings.Join(words, " ")] {
			out[s] = true
		}
	}
	return out
}

// wordsIn returns words in lower case, without the numbers that may be marks of
// a list.
func wordsIn(tokens []index.Token) []string {
	var out []string
	for _, t := range tokens {
		if hasLetter(t.Text) {
			out = append(out, byWord(t))
		}
	}
	return out
}

// fewestCopied is how many words a copied line has that is more than a name, a
// title or a degree which any two people would write alike.
const fewestCopied = 6

// passages returns the statements that the report calls taken from a posting, in
// their order.
func passages(statements []*said, pasted, copied map[*said]bool) []parser.Statement {
	var out []parser.Statement
	for _, s := range statements {
		long := copied[s] && len(s.tokens) >= fewestCopied && !certifies(s)
		if !s.heads() && (pasted[s] || long) {
			out = append(out, *s.Statement)
		}
	}
	return out
}
