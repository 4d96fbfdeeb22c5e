package scorer

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"shortlist/index"
	"shortlist/parser"
)

// said is a statement prepared for the search for signals.
type said struct {
	*parser.Statement
	tokens    []index.Token
	stems     []string // of the tokens, as byStem has them
	sentences []int    // number of the sentence of each token
	tech      []bool   // the token belongs to the name of a technology
	list      bool     // an enumeration
	titled    bool     // set in title case
	base      Level    // the most that can be said here without a figure
	segments  []segment
	marks     []mark // nil until needed
	lines     []int  // line of each token; nil until needed
	numbers   quantities
}

// prepare splits a statement into sentences.
func prepare(st *parser.Statement, tokens []index.Token, sheets bool, numbers quantities) *said {
	s := &said{Statement: st, tokens: tokens, sentences: make([]int, len(tokens)), tech: make([]bool, len(tokens)),
		list: isList(st), titled: mostlyTitled(st.Text), numbers: numbers}
	for i := range tokens {
		s.stems = append(s.stems, byStem(tokens[i]))
	}
	for i := 1; i < len(tokens); i++ {
		s.sentences[i] = s.sentences[i-1]
		if sentenceEnd.MatchString(s.gap(i)) {
			s.sentences[i]++
		}
	}
	s.base = baseOf(st, s.list, sheets)
	return s
}

// sentenceEnd matches what stands between two sentences, or two deeds told in
// one breath.
var sentenceEnd = regexp.MustCompile(`[.!?…]['”")]*\s|[;•▪●]|\s[–—-]+\s|\.\)|\.$`)

// gap returns what stands between token i and the one before.
func (s *said) gap(i int) string { return s.Text[s.tokens[i-1].End:s.tokens[i].Start] }

// sentenceOf returns the tokens of the sentence of token i, the last included.
func (s *said) sentenceOf(i int) (from, to int) {
	from, to = i, i
	for from > 0 && s.sentences[from-1] == s.sentences[i] {
		from--
	}
	for to+1 < len(s.tokens) && s.sentences[to+1] == s.sentences[i] {
		to++
	}
	return from, to
}

// sentence returns the tokens of the sentence of token i.
func (s *said) sentence(i int) []index.Token {
	from, to := s.sentenceOf(i)
	return s.tokens[from : to+1]
}

// baseOf says what a mention in a statement is worth by its place alone. Titles,
// companies, places, contact lines and interests are worth nothing.
//
// A list is named only, but for the fields of a project sheet, which belong to
// the description of what was built.
func baseOf(st *parser.Statement, list, sheets bool) Level {
	told := st.Role == parser.RoleBullet || st.Role == parser.RoleProse
	switch st.Role {
	case parser.RoleHeading, parser.RoleContact:
		return Absent
	case parser.RoleHead:
		if st.Section == parser.Certifications || st.Section == parser.Courses {
			return Named
		}
		return Absent
	}
	switch st.Section {
	case parser.Contact: // a summary without its heading
		if !told || len(strings.Fields(st.Text)) < 12 {
			return Absent
		}
	case parser.Interests, parser.References:
		return Absent
	case parser.Experience, parser.Projects, parser.Volunteering:
		if told && !list || sheets && st.Section == parser.Projects && !stackRE.MatchString(st.Text) {
			return Shown
		}
	case parser.Other, parser.Awards:
		if told && !list && opensWithPast(st.Text) {
			return Shown
		}
	case parser.Skills:
		if tellsProject(st.Text) {
			return Shown
		}
	case parser.Summary: // jobs under a heading such as "Highlights"
		if told && !list && st.Job >= 0 {
			return Shown
		}
	}
	return Named
}

// ownProjectRE matches the label of a project told among the skills.
var ownProjectRE = regexp.MustCompile(`(?i)^\W*(?:[\pL-]+\s+){0,2}projects?\s*[:–—-]\s+(.+)`)

// tellsProject reports whether a line of the skills tells of a project, as
// students have it: "Java - created an application that prints receipts",
// "Current project: building a portal".
func tellsProject(text string) bool {
	if m := ownProjectRE.FindStringSubmatch(text); m != nil {
		return len(strings.Fields(m[1])) > 3
	}
	_, deed, labeled := strings.Cut(text, " - ")
	return labeled && opensWithPast(deed) && !learned[openingWords(deed)[0]]
}

// learned are past tenses of what one came to know rather than did.
var learned = wordSet("acquired gained learned studied attended completed obtained earned trained attained received")

// markIntroduced lifts the items of a list to what introduces them: "Building a
// portal with the following:".
func markIntroduced(statements []*said) {
	introduced := false
	for _, s := range statements {
		switch {
		case s.Role != parser.RoleList || s.base == Shown:
			introduced = s.base == Shown && strings.HasSuffix(strings.TrimSpace(s.Text), ":") && len(s.tokens) > 6
		case introduced:
			s.base = Shown
		}
	}
}

// talkRE matches the name of an entry whose lines are titles of talks heard or given.
var talkRE = regexp.MustCompile(`(?i)^\W*(?:seminars?|papers?|presentations?|talks|workshops?)(?:\s+(?:topics?|presented|attended|given))?\W*$`)

// isTalk reports whether a statement is the title of a talk.
func isTalk(doc *parser.Document, st *parser.Statement) bool {
	return st.Project >= 0 && st.Project < len(doc.Projects) && talkRE.MatchString(doc.Projects[st.Project].Name)
}

var (
	fieldRE = regexp.MustCompile(`(?i)^\W*(?:[\pL/&-]+\s+){0,2}(?:client|role|team size|duration|description|domain|environment|designation|responsibilit\w*|organization|name|title|period|industry|methodology|technolog\w+|tools?|used|languages?|databases?|frameworks?|servers?|systems?)\s*(?:[:–—]|-(?:\s|$))`)
	stackRE = regexp.MustCompile(`(?i)^\W*(?:tech(?:nology)?\s+)?stack\b`)
)

// hasSheets reports whether the projects of a resume are sheets of labeled
// fields (Client, Role, Environment, Description), as many resumes of
// consultants have them.
func hasSheets(doc *parser.Document) bool {
	fields := 0
	for _, st := range doc.Statements {
		if st.Section == parser.Projects && fieldRE.MatchString(st.Text) {
			fields++
		}
	}
	return fields >= 3
}

// opensWithPast reports whether a text begins with a verb in the past tense.
func opensWithPast(text string) bool {
	words := openingWords(text)
	return len(words) > 3 && isPast(words[0])
}

var irregularPasts = wordSet(`built wrote led cut ran made set took kept brought held drove grew won taught gave found
	got did became began split sped broke chose rebuilt rewrote oversaw put sold spoke met stood dealt dug fought
	paid read sent shrank spent threw undertook withdrew`)

// isPast reports whether a word, in lower case, is a verb in the past tense.
func isPast(word string) bool {
	return irregularPasts[word] || len(word) > 4 && strings.HasSuffix(word, "ed") && !notVerbs[word] && !participles[word]
}

// participles stand before nouns more often than they tell of a deed.
var participles = wordSet(`automated shared managed hosted typed nested unified failed expected required dedicated
	distributed integrated centralized containerized trusted connected associated combined complicated named linked
	selected repeated speed feed seed exceed proceed succeed`)

var (
	// enumerationRE matches the label of an enumeration: "Environment: Java, Spring".
	enumerationRE = regexp.MustCompile(`(?i)^\W*(?:[\pL/&-]+\s+){0,2}(?:tech|technology|technologies|stack|environment|tools?|software|skills?|languages?|databases?|frameworks?|platforms?|keywords|systems?|libraries|used|libs?|servers?|rdbms|backend|back end|front end|frontend|ide)\s*(?:\([^)]*\)\s*)?(?:[:–—]|-(?:\s|$))`)
	partRE        = regexp.MustCompile(`\s*[,;|•·/\t]\s*|:\s`)
	itemRE        = regexp.MustCompile(`\s*[,;|•·/\t()]\s*|\s+[–—-]\s+|:\s`)
)

// isList reports whether a statement enumerates rather than tells: it stands
// under such a label, or its parts are short and begin with no verb.
func isList(st *parser.Statement) bool {
	if st.Role == parser.RoleList {
		return true
	}
	if enumerationRE.MatchString(st.Text) {
		return true
	}
	items := partRE.Split(st.Text, -1)
	if len(items) < 3 {
		return false
	}
	for i, item := range items {
		words := openingWords(item)
		if len(strings.Fields(item)) > 3 || len(words) > 0 && isPast(words[0]) ||
			i == 0 && len(words) > 2 && strings.HasSuffix(words[0], "ed") {
			return false
		}
	}
	return true
}

// itemIs reports whether the tokens from to to are, but for a version, the
// whole of an item of the list.
func (s *said) itemIs(from, to int) bool {
	before, after := s.Text[:s.tokens[from].Start], s.Text[s.tokens[to-1].End:]
	if all := itemRE.FindAllStringIndex(before, -1); len(all) > 0 {
		before = before[all[len(all)-1][1]:]
	}
	if m := itemRE.FindStringIndex(after); m != nil {
		after = after[:m[0]]
	}
	return noLetters(before) && versionRE.MatchString(after)
}

var versionRE = regexp.MustCompile(`^\W*(?:v?\d[\d.x+]*\W*)?$`)

func noLetters(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) < 0 }

// capital reports whether token i begins with a capital that its place does not
// explain.
func (s *said) capital(i int) bool {
	first := i == 0 || s.sentences[i-1] != s.sentences[i] || strings.ContainsAny(s.gap(i), ":([\"“")
	return s.upper(i) && !first && !s.titled
}

func (s *said) upper(i int) bool {
	r, _ := utf8.DecodeRuneInString(s.tokens[i].Text)
	return unicode.IsUpper(r)
}

// enumerated reports whether a technology is named right beside the tokens from
// to to, parted by a comma, a slash, "and" or "or" alone.
func (s *said) enumerated(from, to int) bool {
	return s.beside(from-1, -1) || s.beside(to, 1)
}

// beside looks from token i on, forward or backward, for a technology.
func (s *said) beside(i, step int) bool {
	parted := false
	for i >= 0 && i < len(s.tokens) {
		gap := s.gap(max(i, i-step))
		if strings.Trim(gap, " ,/&+|") != "" {
			return false
		}
		parted = parted || strings.TrimSpace(gap) != ""
		word := strings.ToLower(s.tokens[i].Text)
		if word != "and" && word != "or" {
			return parted && s.tech[i]
		}
		parted = true
		i += step
	}
	return false
}
