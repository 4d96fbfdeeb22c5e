package scorer

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"shortlist/parser"
)

// The checks of single words.

// firstPersonRE matches the first person. "I" counts before a word in lower
// case only: not the numeral of "Phase I", nor the one of "I/O" or "I. Rao".
var firstPersonRE = regexp.MustCompile(`\bI(?:['’](?:m|ve|d|ll))?\s+[a-z]+|\bI['’](?:m|ve|d|ll)\b|\b(?:[Mm]y|myself|Myself|me|mine)\b|(?i:\bresponsible for\b)`)

// firstPersonIn returns the words of the first person in a text, or "".
func firstPersonIn(text string) string {
	for _, m := range firstPersonRE.FindAllStringIndex(text, -1) {
		if found := text[m[0]:m[1]]; !strings.HasPrefix(found, "I ") || !numeral(text[:m[0]]) {
			return found
		}
	}
	return ""
}

// numeral reports whether an I after this text counts something: the word
// before it is capitalized, as in "Phase I of the works" or "Engineer I at".
func numeral(before string) bool {
	word := strings.TrimRight(lastWords(before, 1), "-")
	c, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(c) && !strings.HasSuffix(word, ".") && !strings.HasSuffix(word, ",")
}

func (r *reading) firstPerson() outcome {
	var evidence []Evidence
	var said []string
	n := 0
	for _, s := range r.doc.Statements {
		if s.Role != parser.RoleBullet && s.Role != parser.RoleProse || r.declared(s) {
			continue
		}
		if words := firstPersonIn(s.Text); words != "" {
			n++
			evidence = append(evidence, r.quoteStatement(s, words)...)
			if word := pronounOf(words); !slices.Contains(said, word) {
				said = append(said, word)
			}
		}
	}
	if n == 0 {
		return passed("No line speaks of “I” or of what you were responsible for.")
	}
	o := outcome{
		status:   Warn,
		reason:   fmt.Sprintf("%s %s.", capitalize(count(n, "passage"))+verb(n, " says", " say"), quotedList(said, len(said))),
		fix:      firstPersonFix(said),
		evidence: evidence[:min(len(evidence), maxEvidence)],
	}
	if float64(n) >= r.limits["first-person-lines"] {
		o.status = Fail
	}
	return o
}

const responsible = "responsible for"

// pronounOf returns the pronoun of words of the first person, or "responsible for".
func pronounOf(words string) string {
	if strings.EqualFold(words, responsible) {
		return responsible
	}
	if c, n := utf8.DecodeRuneInString(words); c == 'I' && n < len(words) {
		return "I"
	}
	return strings.ToLower(words)
}

func firstPersonFix(said []string) string {
	const pronoun, duty = "Drop the pronoun and begin with the verb.", "In place of “responsible for deployments” say what you did: “Deployed …”."
	switch {
	case !slices.Contains(said, responsible):
		return pronoun
	case len(said) == 1:
		return duty
	}
	return pronoun + " " + duty
}

// declared reports whether a statement belongs to a part that is in the first
// person by custom: the signed declaration of Indian resumes, references,
// interests.
func (r *reading) declared(s parser.Statement) bool {
	if s.Section == parser.References || s.Section == parser.Interests {
		return true
	}
	if len(s.Lines) == 0 {
		return false
	}
	if i := r.sectionAt(s.Lines[0]); i >= 0 && strings.Contains(strings.ToLower(r.doc.Sections[i].Heading), "declaration") {
		return true
	}
	lower := strings.ToLower(s.Text)
	return strings.Contains(lower, "hereby") || strings.Contains(lower, "declare that") || strings.Contains(lower, "to the best of my knowledge")
}

// spellings finds misspelled names of technologies.
type spellings struct {
	right map[string]string // by the wrong form
	first map[rune][]string // wrong forms by their first letter, longest first
}

// addSpelling reads one line of data/spellings.txt.
func addSpelling(right map[string]string, line string) error {
	name, forms, ok := strings.Cut(line, ":")
	if !ok || name == "" {
		return fmt.Errorf("want “name: form, form”, have %q", line)
	}
	for _, f := range splitList(forms) {
		if f == name {
			return fmt.Errorf("%q is both right and wrong", f)
		}
		if have := right[f]; have != "" {
			return fmt.Errorf("%q stands under both %q and %q", f, have, name)
		}
		right[f] = name
	}
	return nil
}

func newSpellings(right map[string]string) *spellings {
	s := &spellings{right: right, first: make(map[rune][]string)}
	for f := range right {
		c, _ := utf8.DecodeRuneInString(f)
		s.first[c] = append(s.first[c], f)
	}
	for _, forms := range s.first {
		slices.SortFunc(forms, func(a, b string) int {
			if d := len(b) - len(a); d != 0 {
				return d
			}
			return strings.Compare(a, b)
		})
	}
	return s
}

var addressRE = regexp.MustCompile(`(?i)\S*(?:://|www\.|@|\.(?:com|org|io|dev|in|co|me)\b)\S*`)

// find returns the misspelled forms of a line. Addresses and lines in capitals
// are left alone.
func (s *spellings) find(line string) []string {
	if strings.ToUpper(line) == line {
		return nil
	}
	if strings.ContainsAny(line, "@./") {
		line = addressRE.ReplaceAllStringFunc(line, func(m string) string { return strings.Repeat(" ", len(m)) })
	}
	var out []string
	for i := 0; i < len(line); {
		c, n := utf8.DecodeRuneInString(line[i:])
		if form := s.at(line, i, c); form != "" {
			out = append(out, form)
			n = len(form)
		}
		i += n
	}
	return out
}

// at returns the misspelled form that stands at the place as a whole word.
func (s *spellings) at(line string, i int, c rune) string {
	if i > 0 && partOfWord(lastRune(line[:i])) {
		return ""
	}
	for _, f := range s.first[c] {
		rest, ok := strings.CutPrefix(line[i:], f)
		if !ok {
			continue
		}
		next, _ := utf8.DecodeRuneInString(rest)
		if !partOfWord(next) && !dotted(rest) {
			return f
		}
	}
	return ""
}

func lastRune(s string) rune {
	c, _ := utf8.DecodeLastRuneInString(s)
	return c
}

// partOfWord reports whether a letter beside a name makes it another name.
func partOfWord(c rune) bool {
	return unicode.IsLetter(c) || unicode.IsDigit(c) || strings.ContainsRune("_+#@-", c)
}

// dotted reports whether a name goes on after a dot: "Node" in "Node.js".
func dotted(rest string) bool {
	if len(rest) < 2 || rest[0] != '.' {
		return false
	}
	c, _ := utf8.DecodeRuneInString(rest[1:])
	return unicode.IsLetter(c)
}

func (r *reading) spelling() outcome {
	seen := make(map[string]bool)
	var wrong, fixes []string
	var evidence []Evidence
	for _, l := range r.doc.Lines {
		for _, form := range r.spellings.find(l.Text) {
			name := r.spellings.right[form]
			if seen[name] {
				continue
			}
			seen[name] = true
			wrong = append(wrong, form)
			fixes = append(fixes, fmt.Sprintf("%s for %s", quoted(name), quoted(form)))
			evidence = r.mark(evidence, l.ID, form)
		}
	}
	if len(wrong) == 0 {
		return passed("No misspelled technology name was found.")
	}
	o := outcome{
		status:   Warn,
		reason:   fmt.Sprintf("%s not spelled as the makers spell %s: %s.", capitalize(count(len(wrong), "name"))+verb(len(wrong), " is", " are"), verb(len(wrong), "it", "them"), quotedList(wrong, 4)),
		fix:      "Write " + join(fixes[:min(4, len(fixes))]) + ".",
		evidence: evidence,
	}
	if float64(len(wrong)) >= r.limits["misspelled"] {
		o.status = Fail
	}
	return o
}

// mark adds a word of a line to the evidence, the line once.
func (r *reading) mark(evidence []Evidence, line int, word string) []Evidence {
	i := slices.IndexFunc(evidence, func(e Evidence) bool { return e.Line == line })
	if i < 0 && len(evidence) < maxEvidence {
		i = len(evidence)
		evidence = append(evidence, r.quote(line)...)
	}
	if i >= 0 {
		evidence[i].Words = append(evidence[i].Words, word)
	}
	return evidence
}

func (r *reading) repetition() outcome {
	if o, ok := r.stuffedLine(); ok {
		return o
	}
	if o, ok := r.pastedPosting(); ok {
		return o
	}
	if o, ok := r.wordHeap(); ok {
		return o
	}
	if o, ok := r.copiedBullets(); ok {
		return o
	}
	again := r.listedAgain()
	if len(again) == 0 {
		return passed("No skill is listed twice, and no bullet repeats another.")
	}
	names, lines := make([]string, len(again)), make([]int, len(again))
	for i, s := range again {
		names[i], lines[i] = s.Name, s.Line
	}
	o := outcome{
		status:   Warn,
		reason:   fmt.Sprintf("%s listed more than once: %s.", capitalize(count(len(again), "skill"))+verb(len(again), " is", " are"), quotedList(names, 4)),
		fix:      "List each skill once, and show it at work in a bullet; a second listing adds nothing.",
		evidence: r.quote(lines...),
	}
	if float64(len(again)) >= r.limits["repeated-skills"] {
		o.status = Fail
	}
	return o
}

// listedAgain returns the skills that stand in the lists of skills more than once.
func (r *reading) listedAgain() []parser.Skill {
	times := make(map[string]int)
	var out []parser.Skill
	for _, s := range r.doc.Skills {
		key := foldSpace(s.Name)
		if times[key]++; times[key] == 2 {
			out = append(out, s)
		}
	}
	return out
}

// stuffedLine finds a statement of which one word is the half or more: "Java,
// Java developer, Java expert, core Java". A shared noun, as in "unit testing,
// load testing", is less than half of its list.
func (r *reading) stuffedLine() (outcome, bool) {
	for _, s := range r.doc.Statements {
		times := make(map[string]int)
		words := wordsOf(s.Text)
		for _, w := range words {
			if len(w) > 1 && !englishWords[w] && !unicode.IsDigit(rune(w[0])) {
				times[w]++
			}
		}
		for _, w := range words {
			if n := times[w]; float64(n) >= r.limits["word-in-line"] && n*2 >= len(words) {
				return outcome{
					status:   Fail,
					reason:   fmt.Sprintf("One passage says %s %d times.", quoted(w), n),
					fix:      "Say it once, in a sentence about what you did with it.",
					evidence: r.quoteStatement(s),
				}, true
			}
		}
	}
	return outcome{}, false
}

// pastedPosting tells of what was taken from a job posting.
func (r *reading) pastedPosting() (outcome, bool) {
	if len(r.pasted) == 0 {
		return outcome{}, false
	}
	o := outcome{
		status: Warn,
		reason: fmt.Sprintf("%s as if taken from a job posting: %s. What a posting says is no evidence of what you have done.",
			capitalize(count(len(r.pasted), "passage"))+verb(len(r.pasted), " reads", " read"), quoted(r.pasted[0].Text)),
		fix: "Take it out, and tell in your own words what of it you have done, and where.",
	}
	for _, s := range r.pasted[:min(len(r.pasted), maxEvidence)] {
		o.evidence = append(o.evidence, r.quoteStatement(s)...)
	}
	return o, true
}

// wordHeap finds a passage, such as a posting pasted for machines to find,
// that is a heap of words: a long one without the small words of sentences.
func (r *reading) wordHeap() (outcome, bool) {
	for _, s := range r.doc.Statements {
		switch s.Section {
		case parser.Publications, parser.Courses, parser.Contact, parser.References:
			continue
		}
		words := wordsOf(s.Text)
		if float64(len(words)) < r.limits["heap-words"] {
			continue
		}
		small := 0
		for _, w := range words {
			if englishWords[w] || foreignWords[w] {
				small++
			}
		}
		if float64(small) < r.limits["heap-small"]*float64(len(words)) {
			return outcome{
				status:   Warn,
				reason:   fmt.Sprintf("%s stand in a row without a sentence: %s. A list that long is read as keywords meant for machines.", count(len(words), "word"), quoted(s.Text)),
				fix:      "Keep the tools and methods you have used, by group, and show the rest at work in a bullet or not at all.",
				evidence: r.quoteStatement(s),
			}, true
		}
	}
	return outcome{}, false
}

// copiedBullets finds bullets that stand under two entries in the same words.
func (r *reading) copiedBullets() (outcome, bool) {
	seen := make(map[string]parser.Statement)
	var copies, originals []parser.Statement
	for _, s := range r.deeds.bullets {
		key := strings.Join(wordsOf(s.Text), " ")
		if strings.Count(key, " ") < 5 {
			continue
		}
		if o, ok := seen[key]; ok {
			copies, originals = append(copies, s), append(originals, o)
			continue
		}
		seen[key] = s
	}
	if len(copies) == 0 {
		return outcome{}, false
	}
	return outcome{
		status:   Warn,
		reason:   fmt.Sprintf("%s another word for word.", capitalize(count(len(copies), "bullet"))+verb(len(copies), " repeats", " repeat")),
		fix:      "Keep it where it weighs most, and say under the other entry what was different there.",
		evidence: append(r.quoteStatement(originals[0]), r.quoteStatement(copies[0])...),
	}, true
}
