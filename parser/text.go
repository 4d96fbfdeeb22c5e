package parser

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// WriteText prints the document as a person wants to see it: the fields that a
// form would be filled with, then the sections with their entries.
func (d *Document) WriteText(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "%s (%s", orDash(d.File.Name), d.File.Kind)
	if d.File.Pages > 0 {
		fmt.Fprintf(b, ", %d %s", d.File.Pages, plural(d.File.Pages, "page", "pages"))
	}
	fmt.Fprintf(b, ")\n\n")
	for _, f := range [][2]string{{"Name", d.Name}, {"E-mail", d.Email}, {"Phone", d.Phone}, {"Location", d.Location}} {
		fmt.Fprintf(b, "%-9s %s\n", f[0], orDash(f[1]))
	}
	for i, k := range d.Links {
		head := ""
		if i == 0 {
			head = "Links"
		}
		fmt.Fprintf(b, "%-9s %s\n", head, k.URL)
	}
	for _, s := range d.Sections {
		heading := s.Heading
		if heading == "" {
			heading = "(no heading)"
		}
		fmt.Fprintf(b, "\n%s [%s]\n", heading, s.Kind)
		d.writeSection(b, s)
	}
	if len(d.Notices) > 0 {
		fmt.Fprintf(b, "\nWhat to know of the reading\n")
		for _, n := range d.Notices {
			fmt.Fprintf(b, "  %s: %s\n", n.ID, n.Text)
		}
	}
	return b.Flush()
}

func (d *Document) writeSection(b *bufio.Writer, s Section) {
	covered := map[int]bool{}
	for _, j := range d.Jobs {
		if j.Line < s.Line || j.Line >= s.End {
			continue
		}
		fmt.Fprintf(b, "  %s, %s%s  %s – %s\n", orDash(j.Title), orDash(j.Company), inBrackets(j.Location), orDash(j.Start.String()), orDash(j.End.String()))
		for _, t := range j.Bullets {
			fmt.Fprintf(b, "    - %s\n", t)
		}
		cover(covered, j.Line, j.Last)
	}
	for _, e := range d.Education {
		if e.Line < s.Line || e.Line >= s.End {
			continue
		}
		fmt.Fprintf(b, "  %s, %s%s  %s – %s\n", orDash(e.Degree), orDash(e.School), inBrackets(e.Location), orDash(e.Start.String()), orDash(e.End.String()))
		cover(covered, e.Line, e.Last)
	}
	if s.Kind == Skills {
		var names []string
		for _, k := range d.Skills {
			if k.Line >= s.Line && k.Line < s.End {
				names = append(names, k.Name)
			}
		}
		fmt.Fprintf(b, "  %s\n", strings.Join(names, " | "))
		return
	}
	for _, st := range d.Statements {
		if st.Lines[0] < s.Line || st.Lines[0] >= s.End || st.Role == RoleHeading || covered[st.Lines[0]] {
			continue
		}
		mark := ""
		if st.Role == RoleBullet {
			mark = "- "
		}
		fmt.Fprintf(b, "  %s%s\n", mark, st.Text)
	}
}

func cover(m map[int]bool, from, to int) {
	for i := from; i <= to; i++ {
		m[i] = true
	}
}

func orDash(s string) string {
	if s == "" {
		return "—"
	}
	return s
}

func inBrackets(s string) string {
	if s == "" {
		return ""
	}
	return " (" + s + ")"
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
