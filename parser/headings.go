package parser

import (
	_ "embed"
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed data/headings.txt
var headingsData string

// headingWords are the words and phrases of section headings.
type headingWords struct {
	phrases   map[string]Kind
	kinds     map[string]Kind
	modifiers map[string]bool
	long      map[byte][]longWord // by first letter
}

// longWord is a word long enough to be matched with a letter wrong.
type longWord struct {
	text    string
	letters uint32 // those that it has, as bits
}

func newLongWord(s string) longWord {
	w := longWord{text: s}
	for i := range len(s) {
		w.letters |= 1 << (s[i] & 31)
	}
	return w
}

var headings = sync.OnceValue(func() headingWords {
	h := headingWords{map[string]Kind{}, map[string]Kind{}, map[string]bool{}, map[byte][]longWord{}}
	for n, line := range strings.Split(headingsData, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		what, list, ok := strings.Cut(line, ":")
		if !ok {
			panic(fmt.Sprintf("headings.txt:%d: no colon", n+1)) // a mistake of ours, found by any test
		}
		what, kind, _ := strings.Cut(what, " ")
		for _, w := range strings.Split(list, ",") {
			w = strings.TrimSpace(w)
			switch what {
			case "phrase":
				h.phrases[w] = Kind(kind)
				for _, t := range strings.Fields(w) {
					if len(t) > 2 {
						h.modifiers[t] = true
					}
				}
			case "exact":
				h.phrases[w] = Kind(kind)
			case "word":
				h.kinds[w] = Kind(kind)
			case "modifier":
				h.modifiers[w] = true
			}
		}
	}
	for w := range h.kinds {
		if len(w) >= 6 {
			h.long[w[0]] = append(h.long[w[0]], newLongWord(w))
		}
	}
	for w := range h.modifiers {
		if len(w) >= 6 && h.kinds[w] == "" {
			h.long[w[0]] = append(h.long[w[0]], newLongWord(w))
		}
	}
	for _, words := range h.long {
		slices.SortFunc(words, func(a, b longWord) int { return strings.Compare(a.text, b.text) })
	}
	return h
})

const headingMarks = " \t:;.-–—_=~*#|<>•▪■►❖➢✓§"

var headingNumber = compile(`^(?:\d{1,2}|[IVX]{1,4}|[A-Z])[.)]\s+`)

// headingText returns the words of a heading: no rule drawn of dashes, no
// number, no colon, and letters set apart joined.
func headingText(s string) string {
	s = strings.Trim(strings.ReplaceAll(s, "\t", " "), headingMarks)
	if i := strings.IndexAny(s, ".)"); i > 0 && i < 5 {
		s = headingNumber.ReplaceAllString(s, "")
	}
	return joinLetters(s)
}

// joinLetters joins letters set apart: "E X P E R I E N C E", "O N - T H E - JOB TRAINING".
func joinLetters(s string) string {
	words := strings.Fields(s)
	single := func(w string) bool { return len(w) <= utf8.UTFMax && utf8.RuneCountInString(w) == 1 && w != "&" }
	if !slices.ContainsFunc(words, single) {
		return strings.Join(words, " ")
	}
	var out []string
	for i := 0; i < len(words); {
		j, letters := i, 0
		for j < len(words) && single(words[j]) {
			if words[j] != "-" {
				letters++
			}
			j++
		}
		if letters >= 3 {
			run := strings.Join(words[i:j], "")
			if strings.HasSuffix(run, "-") && j < len(words) {
				run += words[j]
				j++
			}
			out = append(out, run)
			i = j
			continue
		}
		out = append(out, words[i])
		i++
	}
	return strings.Join(out, " ")
}

var headingAnd = strings.NewReplacer("&", " and ", "’", "", "'", "")

// headingTokens folds a heading into its words.
func headingTokens(s string) []string {
	if s = strings.ToLower(headingText(s)); strings.ContainsAny(s, "&’'") {
		s = headingAnd.Replace(s)
	}
	tokens := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i, t := range tokens {
		if i > 0 && (t == "und" || t == "et" || t == "y" || t == "e" || t == "en") {
			tokens[i] = "and"
		}
	}
	return tokens
}

// headingKind returns the kind of section that a text names, if each of its
// words belongs to headings; "" if it does not read as a heading.
func headingKind(s string) Kind {
	if len(s) > 70 || strings.Count(s, " ") > 24 {
		return ""
	}
	tokens := headingTokens(s)
	if len(tokens) == 0 || len(tokens) > 8 {
		return ""
	}
	h := headings()
	if k := h.phrases[strings.Join(tokens, " ")]; k != "" {
		return k
	}
	for i, t := range tokens {
		if t = h.known(t); t == "" {
			return h.broken(tokens)
		}
		tokens[i] = t
	}
	if k := h.phrases[strings.Join(tokens, " ")]; k != "" {
		return k
	}
	return h.kindOf(tokens)
}

// broken returns the kind of a heading whose words are broken by spaces that the
// kerning of small capitals leaves: "Tec hnical Ski lls".
func (h headingWords) broken(tokens []string) Kind {
	short := false
	for _, t := range tokens {
		short = short || len(t) <= 3 && !h.modifiers[t]
	}
	all := strings.Join(tokens, "")
	if !short || len(all) < 6 {
		return ""
	}
	if k := h.phrases[all]; k != "" {
		return k
	}
	for w, k := range h.kinds {
		if head, ok := strings.CutSuffix(all, w); ok && len(w) >= 5 && (h.modifiers[head] || h.kinds[head] != "") {
			return k
		}
	}
	return ""
}

// looseKind returns the kind that some word of a heading names. It is for
// lines that are headings by their looks: "Relevant coursework in Lyon".
func looseKind(s string) Kind {
	if k := headingKind(s); k != "" {
		return k
	}
	h := headings()
	var tokens []string
	for _, t := range headingTokens(s) {
		if k := h.known(t); k != "" {
			tokens = append(tokens, k)
		}
	}
	if k := h.phrases[strings.Join(tokens, " ")]; k != "" {
		return k
	}
	return h.kindOf(tokens)
}

// kindOf decides between the kinds that the words of a heading name: for "X and
// Y" the first part that names one, and within a part the last word, which is
// the noun: "skills summary" is a summary only if nothing else is named.
func (h headingWords) kindOf(tokens []string) Kind {
	weak := Kind("")
	kind := Kind("")
	for _, t := range tokens {
		if t == "and" && kind != "" {
			break
		}
		switch k := h.kinds[t]; k {
		case "":
		case Summary, Other, Contact:
			if weak == "" {
				weak = k
			}
		default:
			kind = k
		}
	}
	if kind == "" {
		return weak
	}
	return kind
}

// known returns a word of headings as the table spells it, or "".
func (h headingWords) known(t string) string {
	if h.kinds[t] != "" || h.modifiers[t] {
		return t
	}
	if len(t) >= 6 && len(t) <= longestWord {
		word := newLongWord(t)
		for _, w := range h.long[t[0]] {
			if w.near(word) {
				return w.text
			}
		}
	}
	return ""
}

// longestWord is the longest in which a letter may be wrong.
const longestWord = 30

// near reports whether two words differ by one letter more, less or other, or by
// two neighbours changed round; by two such in words of nine letters.
func (w longWord) near(t longWord) bool {
	most := 1
	if len(w.text) >= 9 {
		most = 2
	}
	// Each difference takes one letter away and brings one at most.
	if d := len(w.text) - len(t.text); d < -1 || d > 1 || bits.OnesCount32(w.letters&^t.letters) > most || bits.OnesCount32(t.letters&^w.letters) > most {
		return false
	}
	return editDistance(w.text, t.text) <= most
}

// editDistance is the optimal string alignment distance of two ASCII words, the
// second of longestWord letters at most.
func editDistance(a, b string) int {
	var rows [3][longestWord + 1]int
	prev2, prev, cur := &rows[0], &rows[1], &rows[2]
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], prev2[j-2]+1)
			}
		}
		prev2, prev, cur = prev, cur, prev2
	}
	return prev[len(b)]
}

// titleCased reports whether a text begins with a capital.
func titleCased(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) {
			return unicode.IsUpper(r)
		}
	}
	return false
}
