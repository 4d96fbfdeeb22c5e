package scorer

import (
	"cmp"
	_ "embed"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"
)

// Summary is what the reports of many documents have in common. It names no
// document and orders none: it is for those who help people with their resumes,
// not for choosing among them. The zero value is ready; as JSON it can be kept
// and gone on with.
type Summary struct {
	Scores    [101]int             `json:"scores"` // documents by score
	Unread    map[string]int       `json:"unread"` // documents that could not be read, by the code of the error
	Findings  map[string]int       `json:"findings"`
	Gaps      map[string]int       `json:"gaps"`
	Producers map[string]*Producer `json:"producers"` // by the program that made the document
}

// Producer is how well the documents of a program can be read.
type Producer struct {
	Documents   int            `json:"documents"`
	Readability float64        `json:"readability"` // points, of all together
	Max         float64        `json:"max"`
	Findings    map[string]int `json:"findings"` // of readability, that did not pass
}

// Points returns the share of the points of readability, 0 to 1.
func (p *Producer) Points() float64 {
	if p.Max == 0 {
		return 0
	}
	return p.Readability / p.Max
}

// Add counts a report.
func (s *Summary) Add(r *Report) {
	s.Scores[r.Score]++
	name := producerOf(r.Document.File.Producer)
	if s.Producers[name] == nil {
		if s.Producers == nil {
			s.Producers = make(map[string]*Producer)
		}
		s.Producers[name] = new(Producer)
	}
	p := s.Producers[name]
	p.Documents++
	for _, f := range r.Findings {
		open := f.Status == Warn || f.Status == Fail
		if open {
			increase(&s.Findings, f.ID)
		}
		if f.Category == "readability" {
			p.Readability += f.Points
			p.Max += f.Max
			if open {
				increase(&p.Findings, f.ID)
			}
		}
	}
	for _, g := range r.Gaps {
		increase(&s.Gaps, g.Signal)
	}
}

// AddUnread counts a document that could not be read, by the code of the reason.
func (s *Summary) AddUnread(code string) { increase(&s.Unread, code) }

// increase counts one more document, in a map that may not be there yet.
func increase(counts *map[string]int, id string) {
	if *counts == nil {
		*counts = make(map[string]int)
	}
	(*counts)[id]++
}

// Read returns how many documents were read.
func (s *Summary) Read() int {
	n := 0
	for _, documents := range s.Scores {
		n += documents
	}
	return n
}

// Failed returns how many documents could not be read.
func (s *Summary) Failed() int {
	n := 0
	for _, documents := range s.Unread {
		n += documents
	}
	return n
}

// Quantile returns the score that the share q of the documents does not exceed;
// 0 if none was read.
func (s *Summary) Quantile(q float64) int {
	left := q * float64(s.Read())
	for score, documents := range s.Scores {
		if left -= float64(documents); left <= 0 && documents > 0 {
			return score
		}
	}
	return 0
}

// Bar is a range of scores with how many documents have one in it.
type Bar struct {
	From, To  int
	Documents int
}

// Bars returns the distribution of the scores in ten ranges.
func (s *Summary) Bars() []Bar {
	bars := make([]Bar, 10)
	for i := range bars {
		bars[i] = Bar{From: 10 * i, To: 10*i + 9}
	}
	bars[9].To = 100
	for score, documents := range s.Scores {
		bars[min(score/10, 9)].Documents += documents
	}
	return bars
}

// Tally is how many documents have something, by its id.
type Tally struct {
	ID        string
	Documents int
}

// Commonest returns the ids in the order of their counts, at most n of them.
func Commonest(counts map[string]int, n int) []Tally {
	out := make([]Tally, 0, len(counts))
	for id, documents := range counts {
		out = append(out, Tally{id, documents})
	}
	slices.SortFunc(out, func(a, b Tally) int {
		return cmp.Or(cmp.Compare(b.Documents, a.Documents), cmp.Compare(a.ID, b.ID))
	})
	return out[:min(n, len(out))]
}

// ProducerNames returns the programs that made most documents first.
func (s *Summary) ProducerNames() []string {
	return slices.SortedFunc(maps.Keys(s.Producers), func(a, b string) int {
		return cmp.Or(cmp.Compare(s.Producers[b].Documents, s.Producers[a].Documents), cmp.Compare(a, b))
	})
}

// WriteText writes the summary for a terminal. The criteria name what is counted.
func (s *Summary) WriteText(w io.Writer, criteria []Criterion) error {
	titles := make(map[string]string, len(criteria))
	for _, c := range criteria {
		titles[c.ID] = c.Title
	}
	var b strings.Builder
	read := s.Read()
	fmt.Fprintf(&b, "%s read", count(read, "document"))
	if n := s.Failed(); n > 0 {
		fmt.Fprintf(&b, ", %d not", n)
	}
	if read > 0 {
		fmt.Fprintf(&b, "; half of the scores lie between %d and %d, the middle one is %d", s.Quantile(.25), s.Quantile(.75), s.Quantile(.5))
	}
	b.WriteByte('\n')
	list := func(heading string, counts map[string]int) {
		if len(counts) == 0 {
			return
		}
		fmt.Fprintf(&b, "\n%s\n", heading)
		for _, t := range Commonest(counts, 5) {
			fmt.Fprintf(&b, "  %6d  %s\n", t.Documents, cmp.Or(titles[t.ID], t.ID))
		}
	}
	list("Most often to mend", s.Findings)
	list("Most often missing, or only named", s.Gaps)
	list("Not read", s.Unread)
	_, err := io.WriteString(w, b.String())
	return err
}

//go:embed data/producers.txt
var producersTxt string

var producers = sync.OnceValue(func() (out [][2]string) {
	err := eachLine("scorer/data/producers.txt", producersTxt, func(line string) error {
		name, words, ok := strings.Cut(line, ": ")
		if !ok {
			return fmt.Errorf("%q is no program with its words", line)
		}
		for word := range strings.SplitSeq(words, ", ") {
			out = append(out, [2]string{word, name})
		}
		return nil
	})
	if err != nil {
		panic(err) // the embedded file is broken
	}
	return out
})

// producerOf returns the program of a signature without its version, so that
// documents of the same program are counted together.
func producerOf(signature string) string {
	lower := strings.ToLower(signature)
	for _, p := range producers() {
		if strings.Contains(lower, p[0]) {
			return p[1]
		}
	}
	if signature == "" {
		return "not said"
	}
	return "another program"
}
