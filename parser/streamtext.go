package parser

import "math"

// Size is the width and height of a page as it is shown, in points.
type Size struct{ Width, Height float64 }

// Difference says how a word of one reader of a PDF differs from the other's.
type Difference uint8

// The differences of a word in the order of the file from what stands on the page.
const (
	Same    Difference = iota
	Moved              // the page has it elsewhere in its order
	Changed            // the page has other letters there, or parts the words elsewhere
	Added              // the page has no word there
	Missing            // the page has it, the file's text has not
)

func (d Difference) String() string {
	return [...]string{"", "moved", "changed", "added", "missing"}[d]
}

// StreamWord is a word of a PDF as a simple reader takes it.
type StreamWord struct {
	Text       string
	Break      bool // it stands on another row than the word before
	Difference Difference
}

// streamText returns the words of the page in the order of the file. At are the
// places in the stream of the words that both readers have; kept are the indexes
// of those that stand in the order of the page.
func (v *pageView) streamText(at, kept []int) []StreamWord {
	inOrder := make(map[int]bool, len(kept))
	for _, k := range kept {
		inOrder[at[k]] = true
	}
	same := make(map[int]bool, len(at))
	for _, j := range at {
		same[j] = true
	}
	missing := v.missingAfter()
	out := make([]StreamWord, 0, len(v.stream))
	add := func(w Word, row *Box, d Difference) {
		apart := row == nil || math.Abs(row.Bottom-w.Box.Bottom) > w.Size/2
		out = append(out, StreamWord{w.Text, apart, d})
	}
	var row *Box
	for j := -1; j < len(v.stream); j++ {
		if j >= 0 {
			w := v.stream[j]
			d := Same
			switch {
			case same[j] && !inOrder[j]:
				d = Moved
			case !same[j] && len(v.pairs.stream[j]) > 0:
				d = Changed
			case !same[j]:
				d = Added
			}
			add(w, row, d)
			row = &v.stream[j].Box
		}
		for _, i := range missing[j] {
			add(v.read[i].Word, row, Missing)
			row = &v.read[i].Box
		}
	}
	return out
}

// missingAfter returns the words of the page that the stream has not, by the
// stream's word after which they stand; -1 for its beginning.
func (v *pageView) missingAfter() map[int][]int {
	out := map[int][]int{}
	last := -1
	for i, js := range v.pairs.page {
		if len(js) > 0 {
			last = js[len(js)-1]
			continue
		}
		if !v.read[i].Invisible {
			out[last] = append(out[last], i)
		}
	}
	return out
}
