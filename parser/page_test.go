package parser

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// typeset puts text on a page: each entry is a place and words set from there,
// ten points high, five points a letter.
type typeset struct {
	x, y float64
	text string
}

func pageOf(lines []typeset, rules ...Box) rawPage {
	p := rawPage{number: 1, width: 600, height: 800, rules: rules}
	for _, l := range lines {
		x := l.x
		for _, w := range strings.Fields(l.text) {
			width := 5 * float64(len([]rune(w)))
			p.words = append(p.words, Word{Text: w, Size: 10, Box: Box{x, l.y - 7.5, x + width, l.y + 2.5}})
			x += width + 3
		}
	}
	return p
}

func textsOf(lines []Line) []string {
	var out []string
	for _, l := range lines {
		out = append(out, l.Text)
	}
	return out
}

func TestLayoutPage(t *testing.T) {
	for _, c := range []struct {
		name  string
		lines []typeset
		rules []Box
		want  []string
	}{
		{"dates at the right stay with their line", []typeset{
			{40, 100, "Engineer at Northwind"}, {480, 100, "2019 – 2021"},
			{40, 112, "• Built the shop"},
			{40, 130, "Clerk at Contoso"}, {480, 130, "2017 – 2019"},
			{40, 142, "• Filed the letters"},
			{40, 160, "Trainee at Fabrikam"}, {480, 160, "2015 – 2017"},
		}, nil, []string{"Engineer at Northwind\t2019 – 2021", "• Built the shop", "Clerk at Contoso\t2017 – 2019", "• Filed the letters", "Trainee at Fabrikam\t2015 – 2017"}},

		{"ranges broken in a narrow column", []typeset{
			{40, 100, "Sep 2017 -"}, {100, 100, "Senior Clerk"},
			{40, 112, "Current"}, {100, 112, "Northwind Ltd, Leeds"},
			{40, 124, "Mar 2012 – Jan"}, {120, 124, "Clerk"},
			{40, 136, "2015"},
			{40, 148, "2009 – 2011"}, {120, 148, "Trainee"},
			{40, 160, "2005 – 2008"}, {120, 160, "Helper"},
		}, nil, []string{"Sep 2017 - Current\tSenior Clerk", "Northwind Ltd, Leeds", "Mar 2012 – Jan 2015\tClerk", "2009 – 2011\tTrainee", "2005 – 2008\tHelper"}},

		{"two columns are read one after the other", []typeset{
			{40, 60, "Maya Lindqvist writes software in Leeds and has done so for quite a long time by now"},
			{40, 100, "SKILLS"}, {300, 100, "EXPERIENCE"},
			{40, 112, "Go and Kafka"}, {300, 112, "Engineer at Northwind in Leeds"},
			{40, 124, "PostgreSQL"}, {300, 124, "Built the shop of the company"},
			{40, 136, "Docker"}, {300, 136, "Moved the data without a stop"},
			{40, 148, "Linux"}, {300, 148, "Wrote the runbook of the team"},
		}, nil, []string{"Maya Lindqvist writes software in Leeds and has done so for quite a long time by now", "SKILLS", "Go and Kafka", "PostgreSQL", "Docker", "Linux",
			"EXPERIENCE", "Engineer at Northwind in Leeds", "Built the shop of the company", "Moved the data without a stop", "Wrote the runbook of the team"}},

		{"labels and their values are rows", []typeset{
			{40, 100, "Father’s Name"}, {200, 100, ": Olof"},
			{40, 112, "Birth"}, {200, 112, ": 1990"},
			{40, 124, "Sex"}, {200, 124, ": Female"},
			{40, 136, "Nationality"}, {200, 136, ": Swedish"},
			{40, 148, "Languages"}, {200, 148, ": English"},
		}, nil, []string{"Father’s Name\t: Olof", "Birth\t: 1990", "Sex\t: Female", "Nationality\t: Swedish", "Languages\t: English"}},

		{"a bordered table is read by row, its cells whole", []typeset{
			{50, 110, "Course"}, {200, 110, "School"}, {400, 110, "Year"},
			{50, 130, "B.E. Electrical"}, {200, 136, "Lakeside College"}, {400, 136, "2013"},
			{50, 142, "Engineering"},
		}, []Box{{40, 100, 460, 100.5}, {40, 118, 460, 118.5}, {40, 150, 460, 150.5}, {40, 100, 40.5, 150}, {180, 100, 180.5, 150}, {380, 100, 380.5, 150}, {460, 100, 460.5, 150}},
			[]string{"Course\tSchool\tYear", "B.E. Electrical Engineering\tLakeside College\t2013"}},

		{"notes in the margin go to the head", []typeset{
			{40, 100, "Northwind, Engineer"}, {480, 100, "Leeds"},
			{40, 112, "• Built the foundation of the whole model and served it"}, {480, 112, "2019 – 2021"},
			{40, 124, "• Raised the money"},
		}, nil, []string{"Northwind, Engineer\tLeeds\t2019 – 2021", "• Built the foundation of the whole model and served it", "• Raised the money"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			lines := layoutPage(pageOf(c.lines, c.rules...)).lines
			if diff := cmp.Diff(c.want, textsOf(lines)); diff != "" {
				t.Errorf("lines (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPageFurniture(t *testing.T) {
	first := pageOf([]typeset{{40, 30, "Maya Lindqvist"}, {40, 200, "Built the shop and"}, {280, 780, "Page 1 of 2"}})
	second := pageOf([]typeset{{40, 30, "Maya Lindqvist"}, {40, 200, "moved the data."}, {280, 780, "Page 2 of 2"}})
	second.number = 2
	lines := layoutPDF(&rawPDF{pages: []rawPage{first, second}})
	want := []string{"Maya Lindqvist", "Built the shop and", "moved the data."}
	if diff := cmp.Diff(want, textsOf(lines)); diff != "" {
		t.Fatalf("lines (-want +got):\n%s", diff)
	}
	if lines[0].style.part != PartHeader || !lines[2].style.continues {
		t.Errorf("the head is %q, the last line continues: %v", lines[0].style.part, lines[2].style.continues)
	}
}

func TestSections(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a title is no section", "CURRICULUM VITAE\nMaya Lindqvist\nmaya@example.com\nOBJECTIVE: To build things that last\nWORK EXPERIENCE\nClerk at ACME Ltd, 2019 – 2020", "contact summary:OBJECTIVE experience:WORK EXPERIENCE"},
		{"years are part of the heading", "Maya Lindqvist\nmaya@example.com\nPROFESSIONAL EXPERIENCE: 5+ years\nClerk at ACME Ltd, 2019 – 2020\nEDUCATION\nBSc, Lakeside University", "contact experience:PROFESSIONAL EXPERIENCE: 5+ years education:EDUCATION"},
		{"labels of entries are no headings", "Maya Lindqvist\nmaya@example.com\nEXPERIENCE\nClerk at ACME Ltd, 2019 – 2020\nRESPONSIBILITIES:\n- Filed\nEDUCATION\nBSc, Lakeside University", "contact experience:EXPERIENCE education:EDUCATION"},
		{"a profile of prose", "Maya Lindqvist\nmaya@example.com\nPERSONAL PROFILE\nA clerk of ten years who likes the quiet of a well kept ledger.\nSKILLS\nExcel", "contact summary:PERSONAL PROFILE skills:SKILLS"},
		{"a profile of labels", "Maya Lindqvist\nmaya@example.com\nPERSONAL PROFILE\nDate of birth: 3 May 1990\nNationality: Swedish\nMarital status: Single\nSKILLS\nExcel", "contact other:PERSONAL PROFILE skills:SKILLS"},
		{"headings behind marks", "Maya Lindqvist\nmaya@example.com\n➢ CAREER OBJECTIVE:\nTo keep books.\n➢ WORK EXPERIENCE:\nClerk, Northwind Ltd, 2010 – 2012\n➢ TECHNICAL SKILLS:\nExcel", "contact summary:CAREER OBJECTIVE experience:WORK EXPERIENCE skills:TECHNICAL SKILLS"},
		{"a label that each entry has", "Maya Lindqvist\nmaya@example.com\nPROJECTS\nShop\nPROJECT DETAIL\nSold shoes.\nBank\nPROJECT DETAIL\nMoved money.\nSchool\nPROJECT DETAIL\nMarked essays.\nSKILLS\nExcel", "contact projects:PROJECTS skills:SKILLS"},
		{"a label is no heading", "Maya Lindqvist\nmaya@example.com\nPERSONAL DETAILS\nNationality: Swedish\nVISA STATUS: EMPLOYMENT VISA\nSKILLS\nExcel", "contact other:PERSONAL DETAILS skills:SKILLS"},
		{"personal details that hold the contact", "PERSONAL DETAILS\nName: Maya Lindqvist\nE-mail: maya@example.com\nEDUCATION\nBSc, Lakeside University", "contact:PERSONAL DETAILS education:EDUCATION"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, s := range FromText(c.text).Sections {
				g := string(s.Kind)
				if s.Heading != "" {
					g += ":" + s.Heading
				}
				got = append(got, g)
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("got  %s\nwant %s", strings.Join(got, " "), c.want)
			}
		})
	}
}

// FuzzLayout lays out words and rules at any place and of any size: nothing
// panics, and no word is lost or made up.
func FuzzLayout(f *testing.F) {
	f.Add([]byte("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	f.Add(bytes.Repeat([]byte{10, 0, 20, 0, 30, 9, 'a', 1}, 40))
	f.Add(bytes.Repeat([]byte{255, 255, 0, 128, 1, 200, ' ', 255}, 10))
	f.Fuzz(func(t *testing.T, data []byte) {
		const record = 8
		page := rawPage{number: 1, width: 612, height: 792}
		letters := 0
		for ; len(data) >= record && len(page.words) < 500; data = data[record:] {
			number := func(i int) float64 { return float64(int16(binary.LittleEndian.Uint16(data[i:]))) / 16 }
			box := Box{Left: number(0), Top: number(2)}
			box.Right, box.Bottom = box.Left+float64(data[4])*2, box.Top+float64(data[5])/4
			if data[7] == 0xFF {
				page.rules = append(page.rules, box)
				continue
			}
			page.words = append(page.words, Word{Text: string(rune('!' + data[6]%94)), Box: box, Size: float64(data[5]) / 4, Bold: data[7]&1 > 0, Italic: data[7]&2 > 0})
			letters++
		}
		d, err := fromReaders(&rawPDF{pages: []rawPage{page}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		checkDocument(t, d)
		for _, l := range d.Lines {
			letters -= len(strings.Join(strings.Fields(l.Text), ""))
		}
		if letters < 0 {
			t.Errorf("%d letters more than there are words", -letters)
		}
	})
}
