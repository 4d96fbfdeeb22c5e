package parser

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"codeberg.org/go-pdf/fpdf"

	"shortlist/parser/resumetest"
)

// leftText and rightText are two columns of running text.
var (
	leftText = []string{
		"Experience", "Backend Engineer at Example Corp, 2019 to", "2024. Led the move of billing to events", "and cut the time to an invoice by half in",
		"one year. Ran the service on call with five", "people and wrote the runbooks that all of", "the teams of the house use to this day.", "Kept the rate of failed payments under one",
		"in a thousand for three years in a row.",
	}
	rightText = []string{
		"Projects", "A queue that takes a million messages in an", "hour on one small machine, with its tests", "and its own tracing, used by four teams of",
		"the company since the spring of last year.", "A small tool that finds slow queries in logs", "and tells which index would help them, with", "a page that shows the plan of each query in",
		"colors that a tired person can read at night.",
	}
)

// columnsPDF draws two columns: row by row, or one after the other.
func columnsPDF(t *testing.T, byRow bool) []byte {
	return drawnPDF(t, func(f *fpdf.Fpdf) {
		put := func(x float64, i int, text string) { f.Text(x, 100+14*float64(i), text) }
		f.Text(50, 60, "Ada Example")
		for i := range leftText {
			put(50, i, leftText[i])
			if byRow {
				put(330, i, rightText[i])
			}
		}
		for i := range rightText {
			if !byRow {
				put(330, i, rightText[i])
			}
		}
	})
}

func parseTest(t *testing.T, data []byte) *Document {
	t.Helper()
	d, err := Parse(context.Background(), "cv", data, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// noticeTexts returns the texts of the notices of an id.
func noticeTexts(d *Document, id string) []string {
	var out []string
	for _, n := range d.MachineView().Notices {
		if n.ID == id {
			out = append(out, n.Text)
		}
	}
	return out
}

func TestMachineViewAgrees(t *testing.T) {
	for name, data := range map[string][]byte{
		"one column":               resumetest.PDF(resumetest.Sample()),
		"another":                  resumetest.PDF(resumetest.Nurse()),
		"columns after each other": columnsPDF(t, false),
		"sidebar drawn first":      resumetest.TwoColumnPDF(resumetest.Sample()),
	} {
		t.Run(name, func(t *testing.T) {
			d := parseTest(t, data)
			if d.Agreement < 0.995 || d.Agreement > 1 || len(d.Notices) > 0 {
				t.Errorf("agreement %v, notices %v", d.Agreement, d.Notices)
			}
		})
	}
}

func TestMachineViewNotices(t *testing.T) {
	body := func(f *fpdf.Fpdf) {
		for i, text := range leftText {
			f.Text(50, 100+14*float64(i), text)
		}
	}
	tests := []struct {
		name string
		data []byte
		id   string
		want string // of the notice, the words of the document included
	}{
		{"columns read across", columnsPDF(t, true), "reading-order", "“Corp, 2019 to A queue that” in one go, where the page has “Corp, 2019 to” and “A queue that” beside each other"},
		{"end drawn first", drawnPDF(t, func(f *fpdf.Fpdf) {
			f.Text(50, 400, "Languages: English at work, German at home, some Danish")
			body(f)
		}), "reading-order", "the file begins with “Languages: English at work, German at”"},
		{"head drawn last", drawnPDF(t, func(f *fpdf.Fpdf) {
			body(f)
			f.Text(50, 50, "Ada Example, Backend Engineer, Portland, Oregon")
		}), "reading-order", "“Ada Example, Backend Engineer, Portland, Oregon” after “years in a row.”, though the page begins with it"},
		{"white text", drawnPDF(t, func(f *fpdf.Fpdf) {
			body(f)
			f.SetTextColor(255, 255, 255)
			f.Text(50, 500, "kubernetes kafka terraform")
		}), "hidden-text", "“kubernetes kafka terraform” (3 words) is in the color of what it stands on"},
		{"tiny text", drawnPDF(t, func(f *fpdf.Fpdf) {
			body(f)
			f.SetFontSize(1)
			f.Text(50, 500, "kubernetes kafka")
		}), "hidden-text", "“kubernetes kafka” (2 words) is too small to be read"},
		{"text off the page", drawnPDF(t, func(f *fpdf.Fpdf) {
			body(f)
			f.Text(700, 500, "kubernetes")
		}), "hidden-text", "“kubernetes” (1 word) is outside of the page"},
		{"painted over", drawnPDF(t, func(f *fpdf.Fpdf) {
			body(f)
			f.Text(50, 500, "kubernetes kafka")
			f.SetFillColor(255, 255, 255)
			f.Rect(40, 480, 300, 40, "F")
		}), "hidden-text", "“kubernetes kafka” (2 words) is painted over"},
		{"no ink", drawnPDF(t, func(f *fpdf.Fpdf) {
			body(f)
			f.SetTextRenderingMode(3)
			f.Text(50, 500, "kubernetes")
		}), "hidden-text", "“kubernetes” (1 word) is drawn without ink"},
		{"letters apart", drawnPDF(t, func(f *fpdf.Fpdf) {
			x := 50.0
			for _, letter := range "EXPERIENCE" {
				f.Text(x, 60, string(letter))
				x += f.GetStringWidth(string(letter)) + 6
			}
			body(f)
		}), "fonts-decode", "the letters of “EXPERIENCE” are set apart (1 word like that); many machines read them as single letters: “E X P E R I E N C E”"},
		{"page that is a picture", pictureSecondPage(t), "text-layer", "Page 2 is a picture without text"},
		{"scan", scannedPDF(t), "text-layer", "a machine reads what the scanner took it for, such as “Experience”"},
		{"table", tablePDF(t), "tables", "a table of 3 rows holds “Degree” and “School” together; without its grid a machine reads “Degree School Year”"},
		{"repeated head", repeatedHead(t), "header-footer", "“Ada Example ada@example.com” is repeated at the head of the pages"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := parseTest(t, tt.data)
			got := noticeTexts(d, tt.id)
			if len(got) != 1 || !strings.Contains(got[0], tt.want) {
				t.Errorf("notices %v, want one of %s with %q", d.Notices, tt.id, tt.want)
			}
			for _, n := range d.Notices {
				if n.ID != tt.id {
					t.Errorf("also %v", n)
				}
				if n.Line < -1 || n.Line >= len(d.Lines) || n.Page < 1 || n.Page > d.File.Pages || n.Line >= 0 && d.Lines[n.Line].Page != n.Page {
					t.Errorf("notice at page %d, line %d", n.Page, n.Line)
				}
			}
		})
	}
}

func TestMachineViewColumnsAgreement(t *testing.T) {
	if d := parseTest(t, columnsPDF(t, true)); d.Agreement < 0.4 || d.Agreement > 0.75 {
		t.Errorf("two columns read across agree by %v", d.Agreement)
	}
}

// TestMachineViewLost reads letters that only one reader can tell: the font's
// names of glyphs say what they stand for, its code table does not.
func TestMachineViewLost(t *testing.T) {
	data := onePage("BT /F1 10 Tf 50 700 Td (The \x01eld of scienti\x02c work) Tj ET",
		"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/ABCDEF+Odd/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[1/g1/g2]>>>>>>>>")
	d := parseTest(t, data)
	got := noticeTexts(d, "fonts-decode")
	if len(got) != 1 || !strings.Contains(got[0], "the file does not say what some letters stand for; a machine may lose them, as in “eld” (2 words like that)") {
		t.Errorf("notices %v", d.Notices)
	}
}

func TestMachineViewReaders(t *testing.T) {
	data := columnsPDF(t, true)
	for _, reader := range []Reader{ReaderPage, ReaderStream} {
		d, err := Parse(context.Background(), "cv.pdf", data, Options{Reader: reader})
		if err != nil || d.Agreement != -1 || len(noticeTexts(d, "reading-order")) > 0 {
			t.Errorf("%s alone: %v, agreement %v, notices %v", reader, err, d.Agreement, d.Notices)
		}
	}
}

func TestMachineViewWord(t *testing.T) {
	plain, table := parseTest(t, resumetest.DOCX(resumetest.Sample())), parseTest(t, resumetest.TableDOCX(resumetest.Sample()))
	if plain.Agreement != 1 {
		t.Errorf("plain paragraphs agree by %v", plain.Agreement)
	}
	if table.Agreement >= 0.9 || table.Agreement < 0 {
		t.Errorf("tables agree by %v", table.Agreement)
	}
	got, first := noticeTexts(table, "tables"), "“Contact Portland, OR (503) 555-0142 jordan.ellery@example.com”, "
	if len(got) != 1 || !strings.HasPrefix(got[0], first) || !strings.HasSuffix(got[0], " in all, stands in tables; some machines read the cells in another order.") {
		t.Errorf("notices %q", got)
	}
}

func TestHalfRead(t *testing.T) {
	stream := readTestPDF(t, resumetest.PDF(resumetest.Sample()))
	d, err := fromReaders(nil, stream)
	if err != nil {
		t.Fatal(err)
	}
	if d.Name != resumetest.Sample().Name || d.Agreement != -1 {
		t.Errorf("by the stream reader alone: %q, agreement %v", d.Name, d.Agreement)
	}
}

func TestMend(t *testing.T) {
	word := func(text string, left, top float64, lost int) Word {
		return Word{Text: text, Box: Box{left, top, left + 40, top + 10}, Size: 10, lost: lost}
	}
	page := func(words ...Word) *rawPDF {
		return &rawPDF{pages: []rawPage{{number: 1, width: 600, height: 800, words: words}}}
	}
	many := []Word{word("a", 10, 100, 0), word("b", 60, 100, 0), word("c", 110, 100, 0), word("d", 160, 100, 0)}
	tests := []struct {
		name         string
		page, stream *rawPDF
		want         string
	}{
		{"lost letters", page(word("scientic", 10, 10, 1)), page(word("scientific", 10, 10, 0)), "scientific"},
		{"lost by both", page(word("scientic", 10, 10, 1)), page(word("sciec", 10, 10, 2)), "scientic"},
		{"other letters", page(word("same", 10, 10, 0)), page(word("sane", 10, 10, 0)), "same"},
		{"lost word", page(many...), page(append(slices.Clone(many), word("•", 2, 300, 0))...), "a b c d •"},
		{"moved word", page(many...), page(append(slices.Clone(many[:3]), word("d", 205, 100, 0))...), "a b c d"},
		{"beside the page", page(many...), page(append(slices.Clone(many), word("x", 700, 300, 0))...), "a b c d"},
		{"all elsewhere", page(many[:2]...), page(word("x", 10, 300, 0), word("y", 60, 300, 0)), "a b"},
		{"most letters lost", page(many[0]), page(word("told", 10, 300, 0), word("here", 60, 300, 0)), "told here"},
		{"in letters", page(many...), page(word("abcd", 10, 100, 0)), "abcd"},
		{"empty page", page(), page(many...), "a b c d"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			mend(tt.page, tt.stream)
			if got := wordTexts(tt.page.pages[0].words); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestIncreasing(t *testing.T) {
	tests := []struct{ in, want []int }{
		{nil, nil},
		{[]int{4}, []int{0}},
		{[]int{0, 1, 2}, []int{0, 1, 2}},
		{[]int{2, 1, 0}, []int{2}},
		{[]int{5, 0, 6, 1, 7, 2, 3}, []int{1, 3, 5, 6}},
	}
	for _, tt := range tests {
		if got := increasing(tt.in); !slices.Equal(got, tt.want) {
			t.Errorf("increasing(%v) = %v, want %v", tt.in, got, tt.want)
		}
	}
}

// picture draws a small gray picture over a box of the page.
func picture(t *testing.T, f *fpdf.Fpdf, x, y, w, h float64) {
	t.Helper()
	data, err := PagePicture(context.Background(), onePage("0.8 g 0 0 600 800 re f BT /F1 10 Tf 9 9 Td (a) Tj ET", helvetica), 1, 10)
	if err != nil {
		t.Fatal(err)
	}
	options := fpdf.ImageOptions{ImageType: "PNG"}
	f.RegisterImageOptionsReader("gray", options, bytes.NewReader(data))
	f.ImageOptions("gray", x, y, w, h, false, options, 0, "")
}

func pictureSecondPage(t *testing.T) []byte {
	return drawnPDF(t, func(f *fpdf.Fpdf) {
		for i, text := range leftText {
			f.Text(50, 100+14*float64(i), text)
		}
		f.AddPage()
		picture(t, f, 50, 50, 500, 600)
	})
}

func scannedPDF(t *testing.T) []byte {
	return drawnPDF(t, func(f *fpdf.Fpdf) {
		f.SetTextRenderingMode(3)
		for i, text := range leftText {
			f.Text(50, 100+14*float64(i), text)
		}
		picture(t, f, 0, 0, 612, 792)
	})
}

func tablePDF(t *testing.T) []byte {
	return drawnPDF(t, func(f *fpdf.Fpdf) {
		f.Text(50, 60, "Ada Example")
		f.SetXY(50, 100)
		for _, row := range [][]string{{"Degree", "School", "Year"}, {"BSc", "Example College", "2012"}, {"MSc", "Example Institute", "2014"}} {
			f.SetX(50)
			for _, cell := range row {
				f.CellFormat(150, 20, cell, "1", 0, "L", false, 0, "")
			}
			f.Ln(20)
		}
	})
}

func repeatedHead(t *testing.T) []byte {
	return drawnPDF(t, func(f *fpdf.Fpdf) {
		for page := range 3 {
			if page > 0 {
				f.AddPage()
			}
			f.Text(50, 40, "Ada Example ada@example.com")
			for i, text := range leftText {
				f.Text(50, 100+14*float64(i), fmt.Sprintf("%s (%d)", text, page))
			}
		}
	})
}
