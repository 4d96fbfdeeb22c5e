package web

import (
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"io"

	"shortlist/prep"
	"shortlist/scorer"
)

// filePage is the page of a report as one file.
type filePage struct {
	reportPage
	alone
}

// alone is what a page needs to stand alone.
type alone struct {
	Style  template.CSS
	Policy string // lets the style in by its sum, and nothing else
}

func standAlone() (alone, error) {
	style, err := staticFS.ReadFile("static/style.css")
	if err != nil {
		return alone{}, err
	}
	sum := sha256.Sum256(style)
	return alone{
		Style:  template.CSS(style),
		Policy: "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'",
	}, nil
}

// WriteReport writes the page of a report as one HTML file that needs no server
// and loads nothing. Version is that of the program; it may be empty.
func WriteReport(w io.Writer, r *scorer.Report, links prep.Links, version string) error {
	a, err := loadAssets()
	if err != nil {
		return err
	}
	ts, err := parseTemplates(a)
	if err != nil {
		return err
	}
	return ts.writeReport(w, r, links, version)
}

func (ts templates) writeReport(w io.Writer, r *scorer.Report, links prep.Links, version string) error {
	file, err := standAlone()
	if err != nil {
		return err
	}
	page := filePage{newReportPage(r, links), file}
	page.base = base{Title: "Report", Version: version}
	return ts["file"].ExecuteTemplate(w, "file", page)
}
