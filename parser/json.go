package parser

import (
	"encoding/json"
	"math"
)

type sectionJSON struct {
	Kind    Kind   `json:"kind"`
	Heading string `json:"heading"`
	Page    int    `json:"page"`
	Line    int    `json:"line"`
}

type jobJSON struct {
	Title    string   `json:"title"`
	Company  string   `json:"company"`
	Location string   `json:"location"`
	Start    string   `json:"start"`
	End      string   `json:"end"`
	Bullets  []string `json:"bullets"`
	Page     int      `json:"page"`
	Line     int      `json:"line"`
}

type schoolJSON struct {
	School string `json:"school"`
	Degree string `json:"degree"`
	Start  string `json:"start"`
	End    string `json:"end"`
}

type certJSON struct {
	Name string `json:"name"`
	Date string `json:"date"`
}

type languageJSON struct {
	Name  string `json:"name"`
	Level string `json:"level"`
}

type projectJSON struct {
	Name    string   `json:"name"`
	Start   string   `json:"start"`
	End     string   `json:"end"`
	Bullets []string `json:"bullets"`
	Page    int      `json:"page"`
	Line    int      `json:"line"`
}

type noticeJSON struct {
	ID   string `json:"id"`
	Page int    `json:"page"`
	Text string `json:"text"`
}

type fileJSON struct {
	Name     string `json:"name"`
	Kind     string `json:"kind"`
	Bytes    int    `json:"bytes"`
	Pages    int    `json:"pages"`
	Producer string `json:"producer"`
}

// MarshalJSON gives the file as the report and the parse result show it.
func (f File) MarshalJSON() ([]byte, error) { return json.Marshal(fileJSON(f)) }

// MarshalJSON gives a notice as the report and the parse result show it.
func (n Notice) MarshalJSON() ([]byte, error) {
	return json.Marshal(noticeJSON{n.ID, n.Page, n.Text})
}

// MarshalJSON gives a box as [left, top, right, bottom], in tenths of a point.
func (b Box) MarshalJSON() ([]byte, error) {
	round := func(f float64) float64 { return math.Round(f*10) / 10 }
	return json.Marshal([4]float64{round(b.Left), round(b.Top), round(b.Right), round(b.Bottom)})
}

// MarshalJSON gives the document as "shortlist parse --format json" prints it:
// the schema shortlist.parse/1.
func (d *Document) MarshalJSON() ([]byte, error) {
	out := struct {
		Schema    string         `json:"schema"`
		File      File           `json:"file"`
		Name      string         `json:"name"`
		Email     string         `json:"email"`
		Phone     string         `json:"phone"`
		Location  string         `json:"location"`
		Links     []string       `json:"links"`
		Sections  []sectionJSON  `json:"sections"`
		Jobs      []jobJSON      `json:"jobs"`
		Projects  []projectJSON  `json:"projects"`
		Education []schoolJSON   `json:"education"`
		Skills    []string       `json:"skills"`
		Certs     []certJSON     `json:"certifications"`
		Languages []languageJSON `json:"languages"`
		Lines     []lineJSON     `json:"lines"`
		Notices   []Notice       `json:"notices"`
	}{
		Schema: "shortlist.parse/1", File: d.File, Name: d.Name, Email: d.Email, Phone: d.Phone, Location: d.Location,
		Links: []string{}, Sections: []sectionJSON{}, Jobs: []jobJSON{}, Projects: []projectJSON{}, Education: []schoolJSON{}, Skills: []string{}, Lines: []lineJSON{}, Notices: d.Notices,
	}
	for _, k := range d.Links {
		out.Links = append(out.Links, k.URL)
	}
	for _, s := range d.Sections {
		out.Sections = append(out.Sections, sectionJSON{s.Kind, s.Heading, s.Page, s.Line})
	}
	for _, j := range d.Jobs {
		out.Jobs = append(out.Jobs, jobJSON{j.Title, j.Company, j.Location, j.Start.String(), j.End.String(), list(j.Bullets), j.Page, j.Line})
	}
	for _, p := range d.Projects {
		out.Projects = append(out.Projects, projectJSON{p.Name, p.Start.String(), p.End.String(), list(p.Bullets), p.Page, p.Line})
	}
	for _, e := range d.Education {
		out.Education = append(out.Education, schoolJSON{e.School, e.Degree, e.Start.String(), e.End.String()})
	}
	for _, s := range d.Skills {
		out.Skills = append(out.Skills, s.Name)
	}
	out.Certs, out.Languages = []certJSON{}, []languageJSON{}
	for _, c := range d.Certifications {
		out.Certs = append(out.Certs, certJSON{c.Name, c.Date.String()})
	}
	for _, l := range d.Languages {
		out.Languages = append(out.Languages, languageJSON{l.Name, l.Level})
	}
	for _, l := range d.Lines {
		out.Lines = append(out.Lines, lineJSON{l.ID, l.Page, l.Box, l.Section, l.Text})
	}
	if out.Notices == nil {
		out.Notices = []Notice{}
	}
	return json.Marshal(out)
}

type lineJSON struct {
	ID      int    `json:"id"`
	Page    int    `json:"page"`
	Box     *Box   `json:"box"`
	Section Kind   `json:"section"`
	Text    string `json:"text"`
}

func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}
