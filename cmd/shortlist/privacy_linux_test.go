package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"shortlist/parser/resumetest"
)

// What was sent must stand nowhere but in the reports. A posting is offered to
// its sender again, in the form.
var (
	resumeSecrets  = []string{"Priscilla", "Quandary", "priscilla.quandary", "secret-name", "zebrafish"}
	postingSecrets = []string{"wildebeest", "aardvark"}
)

// TestNothingOfAResumeStays sends resumes in every way, good and bad ones, to a
// real server and watches where it could write: no file is made or changed, none
// is open for writing, and the log, the metrics and the pages of errors hold
// nothing of what was sent.
func TestNothingOfAResumeStays(t *testing.T) {
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	root := t.TempDir()
	var watched []string
	for _, name := range []string{"tmp", "home", "cwd"} {
		dir := filepath.Join(root, name)
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		watched = append(watched, dir)
	}
	s := startServer(t, watched[2], []string{"TMPDIR=" + watched[0], "HOME=" + watched[1], "XDG_CACHE_HOME=" + cache, "GOTRACEBACK=all"}, "--proxies", "127.0.0.1")
	// The engine stands in the cache by now.
	watch := watchFiles(t, append(watched, filepath.Join(cache, "shortlist"), "/dev/shm"))
	before := s.openFiles()

	r := resumetest.Sample()
	r.Name, r.Email = "Priscilla Quandary", "priscilla.quandary@example.com"
	r.Jobs[0].Bullets[0] += " zebrafish"
	pdf, docx := resumetest.PDF(r), resumetest.DOCX(r)
	large := append(bytes.Clone(pdf), make([]byte, 9<<20)...)
	var pages, ids []string // all that is answered but reports; the ids of these
	reports := 0
	for name, data := range map[string][]byte{
		"good": pdf, "word": docx, "large": large, "too large": append(large, large...), "cut": pdf[:len(pdf)/2], "picture": resumetest.PicturePDF(),
		"no document": []byte("Priscilla Quandary"), "none": nil, "locked": resumetest.EncryptedPDF(),
	} {
		for _, path := range []string{"/check", "/api/v1/check", "/api/v1/parse"} {
			status, answer := s.sendForm(path, data, "We look for a wildebeest.")
			if status != http.StatusOK && status != http.StatusSeeOther {
				pages = append(pages, answer)
				continue
			}
			reports++
			if path == "/check" {
				ids = append(ids, strings.TrimPrefix(answer, "/report/"))
				s.lookAt(answer)
			} else if name != "large" && !strings.Contains(answer, "Priscilla") {
				t.Errorf("%s: the report is not hers", name)
			}
		}
		before = append(before, s.openFiles()...)
	}
	for name, data := range resumetest.Hostile("endless streams.pdf", "flate bomb.pdf", "entries.docx") {
		status, answer := s.sendForm("/api/v1/check", append(data, "% zebrafish"...), "aardvark")
		if status != http.StatusUnprocessableEntity {
			t.Errorf("%s: status %d", name, status)
		}
		pages = append(pages, answer)
	}
	s.get("/search?q=" + url.QueryEscape("zebrafish"))
	if resp, err := http.PostForm(s.url+"/interview-questions/backend/rate-limiter", url.Values{"answer": {"A zebrafish and an aardvark."}}); err == nil {
		resp.Body.Close()
	}
	pages = append(pages, s.get("/metrics"))
	if reports < 9 {
		t.Errorf("%d reports, want 9 at least", reports)
	}

	for _, line := range append(before, s.openFiles()...) {
		t.Errorf("open for writing: %s", line)
	}
	s.checkNoCores()
	s.end()
	for _, name := range watch() {
		t.Errorf("%s was made or changed", name)
	}
	log := s.logs.String()
	for _, text := range append(pages, log) {
		checkAbsent(t, text, resumeSecrets)
	}
	checkAbsent(t, log, append(postingSecrets, ids...))
	if !strings.Contains(log, "status=303") || len(ids) == 0 {
		t.Error("the log tells of no report")
	}
}

func checkAbsent(t *testing.T, text string, secrets []string) {
	t.Helper()
	for _, secret := range secrets {
		if i := strings.Index(text, secret); i >= 0 {
			t.Errorf("%q stands in %.200q", secret, text[max(0, i-100):])
		}
	}
}

func (s *server) sendForm(path string, data []byte, job string) (status int, answer string) {
	s.t.Helper()
	form, contentType := resumeForm(s.t, "secret-name.pdf", data)
	boundary := contentType[strings.Index(contentType, "=")+1:]
	form = append(form[:len(form)-len("--\r\n")], "\r\nContent-Disposition: form-data; name=\"job\"\r\n\r\n"+job+"\r\n--"+boundary+"--\r\n"...)
	v := visitor{t: s.t, url: s.url}
	client := &http.Client{Timeout: 30 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	defer client.CloseIdleConnections()
	return v.do(client, http.MethodPost, path, contentType, form)
}

// lookAt asks for all that a report offers, and for more.
func (s *server) lookAt(report string) {
	for _, path := range []string{"", "/pages/1.png", "/download?format=html", "/download?format=json", "/prep-sheet", "/lines", "/pages/99.png", "/none"} {
		s.get(report + path)
	}
	resp, err := http.Post(s.url+report+"/delete", "", nil)
	if err != nil {
		s.t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, resp.Body)
	resp.Body.Close()
}

// processes are the server and its workers.
func (s *server) processes() []int { return append(s.workers(), s.cmd.Process.Pid) }

// openFiles returns the files that the server and its workers have open and could
// write: pipes and sockets have no path.
func (s *server) openFiles() (found []string) {
	for _, pid := range s.processes() {
		fds, _ := os.ReadDir(fmt.Sprintf("/proc/%d/fd", pid)) // that of a worker may have gone
		for _, fd := range fds {
			name, _ := os.Readlink(fmt.Sprintf("/proc/%d/fd/%s", pid, fd.Name()))
			info, _ := os.ReadFile(fmt.Sprintf("/proc/%d/fdinfo/%s", pid, fd.Name()))
			if filepath.IsAbs(name) && name != os.DevNull && writable(string(info)) {
				found = append(found, name)
			}
		}
	}
	return found
}

// writable reads the flags of an open file: those of open(2), in octal.
func writable(fdinfo string) bool {
	for line := range strings.Lines(fdinfo) {
		var flags int
		if _, err := fmt.Sscanf(line, "flags: %o", &flags); err == nil {
			return flags&unix.O_ACCMODE != unix.O_RDONLY
		}
	}
	return false
}

// checkNoCores fails if a crash could leave a core dump.
func (s *server) checkNoCores() {
	for _, pid := range s.processes() {
		limits, err := os.ReadFile(fmt.Sprintf("/proc/%d/limits", pid))
		if err != nil {
			s.t.Error(err)
		}
		for line := range strings.Lines(string(limits)) {
			if strings.HasPrefix(line, "Max core file size") && strings.Join(strings.Fields(line)[4:6], " ") != "0 0" {
				s.t.Errorf("process %d: %s", pid, line)
			}
		}
	}
}

// watchFiles watches folders and all below them. What it returns ends that and
// returns the names of files that were made, changed or moved in meanwhile.
func watchFiles(t *testing.T, dirs []string) (changed func() []string) {
	t.Helper()
	fd, err := unix.InotifyInit1(unix.IN_NONBLOCK | unix.IN_CLOEXEC)
	if err != nil {
		t.Fatal(err)
	}
	names := map[int32]string{}
	for _, root := range dirs {
		err := filepath.WalkDir(root, func(path string, entry os.DirEntry, err error) error {
			if err != nil || !entry.IsDir() {
				return err
			}
			id, err := unix.InotifyAddWatch(fd, path, unix.IN_CREATE|unix.IN_MODIFY|unix.IN_MOVED_TO)
			names[int32(id)] = path
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return func() (found []string) {
		defer unix.Close(fd)
		buf := make([]byte, 64<<10)
		n, err := unix.Read(fd, buf)
		if err == unix.EAGAIN {
			return nil
		}
		if err != nil {
			t.Fatal(err)
		}
		for at := 0; at < n; {
			event := (*unix.InotifyEvent)(unsafe.Pointer(&buf[at]))
			name := buf[at+unix.SizeofInotifyEvent:][:event.Len]
			found = append(found, filepath.Join(names[event.Wd], string(bytes.TrimRight(name, "\x00"))))
			at += unix.SizeofInotifyEvent + int(event.Len)
		}
		return found
	}
}

// The watch sees what it is there to see.
func TestWatchFiles(t *testing.T) {
	dir := t.TempDir()
	changed := watchFiles(t, []string{dir})
	if err := os.WriteFile(filepath.Join(dir, "cv.pdf"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "cv.pdf")); err != nil {
		t.Fatal(err)
	}
	if found := changed(); len(found) == 0 || found[0] != filepath.Join(dir, "cv.pdf") {
		t.Errorf("found %q", found)
	}
}
