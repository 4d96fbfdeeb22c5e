package parser

import (
	"strings"
	"testing"

	"shortlist/parser/resumetest"
)

// A simple reader has each word of the page, those of columns that are read
// across each other marked as moved, and begins a row where the page does.
func TestStreamText(t *testing.T) {
	for _, tt := range []struct {
		name  string
		data  []byte
		moved bool
	}{
		{"one column", resumetest.PDF(resumetest.Sample()), false},
		{"columns one after the other", columnsPDF(t, false), false},
		{"columns row by row", columnsPDF(t, true), true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := parseTest(t, tt.data)
			count, rows := map[Difference]int{}, 0
			for _, w := range d.Stream {
				count[w.Difference]++
				if w.Break {
					rows++
				}
			}
			if moved := count[Moved] > len(d.Stream)/4; moved != tt.moved {
				t.Errorf("%d of %d words are moved", count[Moved], len(d.Stream))
			}
			if count[Missing]+count[Added]+count[Changed] > 0 {
				t.Errorf("the readers differ: %v", count)
			}
			if !tt.moved && rows != len(d.Lines) {
				t.Errorf("%d rows for %d lines", rows, len(d.Lines))
			}
			if len(d.Sizes) != 1 || d.Sizes[0].Width < 500 || d.Sizes[0].Height < d.Sizes[0].Width {
				t.Errorf("sizes of the pages: %v", d.Sizes)
			}
		})
	}
}

func TestStreamTextTellsWhatOneReaderLacks(t *testing.T) {
	word := func(text string, left, bottom float64) Word {
		return Word{Text: text, Size: 10, Box: Box{left, bottom - 10, left + 40, bottom}}
	}
	page := []readWord{{Word: word("Led", 0, 10)}, {Word: word("billing", 50, 10)}, {Word: word("Berlin", 0, 30)}}
	v := &pageView{number: 1, read: page, page: &rawPage{words: []Word{page[0].Word, page[1].Word, page[2].Word}}}
	var same, total int
	v.compareWith(&rawPage{words: []Word{word("Led", 0, 10), word("b1lling", 50, 10), word("page", 200, 50)}}, &same, &total)
	var got []string
	for _, w := range v.text {
		got = append(got, w.Text+"/"+w.Difference.String())
	}
	if want := "Led/ b1lling/changed Berlin/missing page/added"; strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", strings.Join(got, " "), want)
	}
}

func TestRewrite(t *testing.T) {
	for name, data := range map[string][]byte{"pdf": resumetest.PDF(resumetest.Sample()), "docx": resumetest.DOCX(resumetest.Sample())} {
		d := parseTest(t, data)
		was := resumetest.Sample().Jobs[0].Bullets[1]
		at := -1
		for i, s := range d.Statements {
			if s.Text == was {
				at = i
			}
		}
		if at < 0 {
			t.Fatalf("%s: no statement %q", name, was)
		}
		next := d.Rewrite(at, " Wrote\nthe schema. ")
		if s := next.Statements[at]; s.Text != "Wrote the schema." || !strings.HasSuffix(next.Lines[s.Lines[0]].Text, s.Text) {
			t.Errorf("%s: %q on line %q", name, s.Text, next.Lines[s.Lines[0]].Text)
		}
		if next.Jobs[0].Bullets[1] != "Wrote the schema." {
			t.Errorf("%s: bullets %q", name, next.Jobs[0].Bullets)
		}
		if d.Statements[at].Text != was || d.Jobs[0].Bullets[1] != was {
			t.Errorf("%s: the document itself has changed", name)
		}
	}
}
