package parser

import (
	"slices"
	"strings"
)

// margin is a header or footer.
type margin struct{ paragraphs []paragraph }

// margins reads the headers and footers that the pages show, those of the first
// section first and each text once: a first page, or the even ones, often
// repeat it.
func (r *docxReader) margins(main string, sections []pageSection) (headers, footers []margin, err error) {
	settings, err := r.pkg.optional(r.pkg.related(main, "settings"))
	if err != nil {
		return nil, nil, err
	}
	even := settings.first("evenAndOddHeaders").on()
	var seen []string
	for _, sec := range sections {
		for _, ref := range sec.shown(even) {
			part, key := PartHeader, "header "
			if ref.name == "footerReference" {
				part, key = PartFooter, "footer "
			}
			m, err := r.margin(main, ref.attr("id"), part)
			if err != nil {
				return nil, nil, err
			}
			if r.isLate() {
				return nil, nil, ErrTimeout
			}
			for _, p := range m.paragraphs {
				key += p.text + "\n"
			}
			if len(m.paragraphs) == 0 || slices.Contains(seen, key) {
				continue
			}
			seen = append(seen, key)
			if part == PartHeader {
				headers = append(headers, m)
			} else {
				footers = append(footers, m)
			}
		}
	}
	return headers, footers, nil
}

// shown returns the references to headers and footers that are in use, those of
// the first page first.
func (s pageSection) shown(even bool) []*node {
	var refs []*node
	for _, kind := range []string{"first", "default", "even"} {
		if kind == "first" && !s.firstPage || kind == "even" && !even {
			continue
		}
		for _, m := range s.margins {
			if m.attr("type") == kind {
				refs = append(refs, m)
			}
		}
	}
	return refs
}

func (r *docxReader) margin(main, id string, part Part) (margin, error) {
	rel := r.story(main).links[main][id]
	if rel.external {
		return margin{}, nil
	}
	root, err := r.pkg.optional(rel.target)
	if root == nil || err != nil {
		return margin{}, err
	}
	r.backed = r.backed || floats(root) // it lies behind the text of every page
	return margin{r.story(rel.target).blocks(root.kids, place{part: part})}, nil
}

// readNotes appends foot- and endnotes.
func (r *docxReader) readNotes(main string) error {
	for _, kind := range []string{"footnotes", "endnotes"} {
		name := r.pkg.related(main, kind)
		root, err := r.pkg.optional(name)
		if err != nil {
			return err
		}
		if root == nil {
			continue
		}
		for _, note := range root.kids {
			if t := note.attr("type"); t != "" && !strings.EqualFold(t, "normal") {
				continue // the lines that part notes from the text
			}
			r.out = append(r.out, r.story(name).blocks(note.kids, place{part: PartNote})...)
		}
	}
	return nil
}
