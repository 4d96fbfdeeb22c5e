package parser

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// glyphLine sets text from x on, half an em a letter, with the gap given behind each.
func glyphLine(text string, x, size, gap float64) []glyph {
	f := &face{name: "Test"}
	var out []glyph
	for _, r := range text {
		out = append(out, glyph{text: string(r), x0: x, x1: x + size/2, y: 100, size: size, face: f})
		x += size/2 + gap
	}
	return out
}

func wordTexts(words []Word) string {
	var texts []string
	for _, w := range words {
		texts = append(texts, w.Text)
	}
	return strings.Join(texts, " ")
}

func TestJoinGlyphs(t *testing.T) {
	shift := func(g []glyph, dx, dy float64) []glyph {
		out := slices.Clone(g)
		for i := range out {
			out[i].x0, out[i].x1, out[i].y = out[i].x0+dx, out[i].x1+dx, out[i].y+dy
		}
		return out
	}
	small := func(g []glyph, size float64) []glyph {
		out := slices.Clone(g)
		for i := range out {
			out[i].size = size
		}
		return out
	}
	padded := func(g []glyph, pad float64) []glyph {
		out := slices.Clone(g)
		for i := range out {
			out[i].pad = pad
		}
		return out
	}
	typed := strings.Join(strings.Split("EDUCATION", ""), " ")
	tests := []struct {
		name   string
		glyphs []glyph
		want   string
	}{
		{"space", glyphLine("two words", 0, 10, 0), "two words"},
		{"two spaces", glyphLine("two  words", 0, 10, 0), "two words"},
		{"gap", slices.Concat(glyphLine("two", 0, 10, 0), glyphLine("words", 17, 10, 0)), "two words"},
		{"kerning apart", glyphLine("word", 0, 10, 0.8), "word"},
		{"kerning together", glyphLine("word", 0, 10, -2), "word"},
		{"widths that are too great", glyphLine("word", 0, 10, -3.5), "word"},
		{"next line", slices.Concat(glyphLine("one", 0, 10, 0), shift(glyphLine("two", 0, 10, 0), 0, 12)), "one two"},
		{"step down", slices.Concat(glyphLine("one", 0, 10, 0), shift(glyphLine("two", 15, 10, 0), 0, 3)), "one two"},
		{"step back", slices.Concat(glyphLine("right", 300, 10, 0), glyphLine("left", 0, 10, 0)), "right left"},
		{"superscript", slices.Concat(glyphLine("1", 0, 10, 0), shift(small(glyphLine("st", 5, 6, 0), 6), 0, -4)), "1st"},
		{"drawn twice, word by word", slices.Concat(glyphLine("bold", 0, 10, 0), shift(glyphLine("bold", 0, 10, 0), 0.3, 0)), "bold"},
		{"same word elsewhere", slices.Concat(glyphLine("go", 0, 10, 0), shift(glyphLine("go", 0, 10, 0), 0, 12)), "go go"},
		{"letter spacing of the format", padded(glyphLine("SKILLS", 0, 10, 3), 3), "SKILLS"},
		{"letter spacing by place", glyphLine("SKILLS", 0, 10, 3), "SKILLS"},
		{"letter spacing by place, two words", slices.Concat(glyphLine("WORK", 0, 10, 3), glyphLine("DONE", 38, 10, 3)), "WORK DONE"},
		{"letter spacing by spaces", glyphLine(typed, 0, 10, 0), "EDUCATION"},
		{"letter spacing by spaces, two words", glyphLine("J O R D A N   R E Y E S", 0, 10, 0), "JORDAN REYES"},
		{"letters for themselves", glyphLine("A B C D", 0, 10, 0), "A B C D"},
		{"uneven letters", slices.Concat(glyphLine("a", 0, 10, 0), glyphLine("b", 8, 10, 0), glyphLine("c", 17.5, 10, 0), glyphLine("d", 25, 10, 0), glyphLine("e", 40, 10, 0)), "a b c d e"},
		{"accent before its letter", slices.Concat(glyphLine("caf", 0, 10, 0), shift(glyphLine("´", 15, 10, 0), 0, -1), glyphLine("e", 15, 10, 0)), "café"},
		{"accent behind its letter", slices.Concat(glyphLine("c", 0, 10, 0), glyphLine("¸", 0.5, 10, 0), glyphLine("a", 5, 10, 0)), "ça"},
		{"accent of its own", glyphLine("a´b", 0, 10, 0), "a´b"},
		{"several words in a glyph", []glyph{{text: "see below", x0: 0, x1: 45, y: 100, size: 10, face: &face{}}}, "see below"},
		{"unreadable letter within", slices.Concat(glyphLine("pro", 0, 10, 0), []glyph{{x0: 15, x1: 20, y: 100, size: 10, face: &face{}}}, glyphLine("le", 20, 10, 0)), "prole"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := wordTexts(joinGlyphs(tt.glyphs)); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestJoinGlyphsMarks(t *testing.T) {
	spaced := joinGlyphs(glyphLine("SKILLS", 0, 10, 3))
	if len(spaced) != 1 || !spaced[0].Spaced {
		t.Errorf("letter-spaced word: %+v", spaced)
	}
	twice := joinGlyphs(slices.Concat(glyphLine("bold", 0, 10, 0), glyphLine("bold", 0.2, 10, 0)))
	if len(twice) != 1 || !twice[0].Bold {
		t.Errorf("word drawn twice: %+v", twice)
	}
	hidden := glyphLine("text", 0, 10, 0)
	for i := range hidden {
		hidden[i].invisible = true
	}
	if got := joinGlyphs(hidden); len(got) != 1 || !got[0].Invisible {
		t.Errorf("invisible word: %+v", got)
	}
	if got := joinGlyphs(slices.Concat(hidden, glyphLine("text", 0, 10, 0))); len(got) != 1 || got[0].Invisible {
		t.Errorf("visible word over its invisible copy: %+v", got)
	}
}

func TestJoinGlyphsBox(t *testing.T) {
	tests := []struct {
		turn uint8
		want Box
	}{
		{0, Box{20, 92.5, 30, 102.5}},
		{1, Box{-102.5, 20, -92.5, 30}},
		{2, Box{-30, -102.5, -20, -92.5}},
		{3, Box{92.5, -30, 102.5, -20}},
	}
	for _, tt := range tests {
		glyphs := glyphLine("ab", 20, 10, 0)
		for i := range glyphs {
			glyphs[i].turn = tt.turn
		}
		got := joinGlyphs(glyphs)
		if len(got) != 1 || !sameBox(got[0].Box, tt.want) {
			t.Errorf("turn %d: got %+v, want box %v", tt.turn, got, tt.want)
		}
	}
}

func sameBox(a, b Box) bool {
	near := func(x, y float64) bool { return math.Abs(x-y) < 0.05 }
	return near(a.Left, b.Left) && near(a.Top, b.Top) && near(a.Right, b.Right) && near(a.Bottom, b.Bottom)
}
