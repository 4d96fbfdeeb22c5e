package scorer

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"shortlist/index"
	"shortlist/parser"
)

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
