package scorer

import (
	"cmp"
	"math"
	"slices"
)

// Points are counted in hundredths, so that sums are exact.
//
// The evidence gives forty points, which a role parts among its families, mostly
// five for each: a third of them for each of the family's best three signals (a
// half, where it has two). A signal that is measured gives all of its share, one
// that is shown seven tenths, one that is named a tenth: a list of keywords alone
// cannot give more than four of the forty. Other signals of a family give none,
// and cost none.
const countedSignal = 3

// pay is what a level gives of a share, in hundredths.
var pay = [...]int{Absent: 0, Named: 10, Shown: 70, Measured: 100}

// slice is what a signal gives and could give.
type slice struct{ points, max int }

// shares parts the points of the families among the signals.
func (r *role) shares(levels []Level) []slice {
	out := make([]slice, len(levels))
	for _, f := range r.families {
		ranked := r.ranked(f.members, levels)
		counted := min(countedSignal, len(ranked))
		for i, signal := range ranked[:counted] {
			most := f.points / counted
			if i < f.points%counted {
				most++
			}
			out[signal] = slice{(most*pay[levels[signal]] + 50) / 100, most}
		}
	}
	return out
}

// ranked orders the signals of a family: by level, by weight, by the file.
func (r *role) ranked(members []int, levels []Level) []int {
	out := slices.Clone(members)
	slices.SortStableFunc(out, func(a, b int) int {
		if c := cmp.Compare(levels[b], levels[a]); c != 0 {
			return c
		}
		return cmp.Compare(r.signals[b].weight, r.signals[a].weight)
	})
	return out
}

func total(shares []slice) int {
	sum := 0
	for _, x := range shares {
		sum += x.points
	}
	return sum
}

// winnable is what the evidence would gain if each signal that is only named
// were shown where the work is told, in hundredths. Absent signals win nothing
// here: nobody should write down what he has not done.
func (r *role) winnable(levels []Level) int {
	better := slices.Clone(levels)
	for i, l := range better {
		if l == Named {
			better[i] = Shown
		}
	}
	return total(r.shares(better)) - total(r.shares(levels))
}

// cents is a number of points as an integer.
func cents(points float64) int { return int(math.Round(points * 100)) }

// grades are the words for a score, from the lowest score that earns each:
// ready to be sent, close to it, in need of work, at the start.
var grades = []struct {
	from int
	word string
}{{80, "ready"}, {65, "close"}, {40, "work"}, {0, "start"}}

func gradeOf(score int) string {
	for _, g := range grades {
		if score >= g.from {
			return g.word
		}
	}
	return grades[len(grades)-1].word
}

// gradeMeanings say what a grade means to the person.
var gradeMeanings = map[string]string{
	"ready": "Ready to send.",
	"close": "Close.",
	"work":  "A base to build on.",
	"start": "Much is still open.",
}

// NoEvidence reports that no work of the role was found at all, whatever the
// form of the resume is worth.
func (r *Report) NoEvidence() bool {
	return slices.ContainsFunc(r.Categories, func(c Category) bool { return c.ID == "evidence" && c.Points == 0 })
}

// Meaning says in a sentence what the score means.
func (r *Report) Meaning() string {
	if r.NoEvidence() {
		return "No line shows " + r.RoleName + " work: all of these points are for the form of the resume."
	}
	return gradeMeanings[r.Grade]
}
