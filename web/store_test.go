package web

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

func TestMemoryExpires(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory(10, 100, true)
		if err := m.Put(t.Context(), "a", mainName, []byte("71"), time.Now().Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		time.Sleep(59 * time.Minute)
		if value, err := m.Get(t.Context(), "a", mainName); err != nil || string(value) != "71" {
			t.Fatalf("after 59 minutes: %q, %v", value, err)
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		if len(m.entries) != 0 || m.order.Len() != 0 {
			t.Errorf("after an hour %d entries and %d in order are still held", len(m.entries), m.order.Len())
		}
	})
}

// putAll puts values of a size, each under an id and a name.
func putAll(t *testing.T, m *memory, size int, keys ...[2]string) {
	t.Helper()
	for _, key := range keys {
		if err := m.Put(t.Context(), key[0], key[1], make([]byte, size), time.Now().Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
}

// A store that shifts gives up its oldest reports, and their files before that.
func TestMemoryShifts(t *testing.T) {
	m := newMemory(2, 100, true)
	defer m.clear()
	putAll(t, m, 40, [2]string{"a", fileName}, [2]string{"a", mainName}, [2]string{"b", fileName}, [2]string{"b", mainName}, [2]string{"b", fileName})
	if m.used != 80 {
		t.Fatalf("%d bytes are used, want 80", m.used)
	}
	putAll(t, m, 40, [2]string{"b", "picture.1"})
	if !m.holds("a", mainName) || m.holds("a", fileName) || !m.holds("b", fileName) || m.used != 80 {
		t.Errorf("the oldest report is gone or has its file, or the younger one lost its own; %d bytes are used", m.used)
	}
	putAll(t, m, 101, [2]string{"c", mainName}, [2]string{"c", fileName})
	if m.holds("a", mainName) || !m.holds("b", mainName) || !m.holds("c", mainName) || m.used != 0 || m.len() != 2 {
		t.Errorf("of three reports two are to stay, without files; %d bytes are used", m.used)
	}
}

// One that does not shift takes no more than it has space for.
func TestMemoryFills(t *testing.T) {
	m := newMemory(1, 100, false)
	defer m.clear()
	putAll(t, m, 60, [2]string{"a", mainName}, [2]string{"a", "in.1"})
	for _, key := range [][2]string{{"a", "in.2"}, {"b", mainName}} {
		if err := m.Put(t.Context(), key[0], key[1], make([]byte, 60), time.Now().Add(time.Hour)); !errors.Is(err, ErrFull) {
			t.Errorf("putting %v: %v", key, err)
		}
	}
	if err := m.Delete(t.Context(), "a", "in.1"); err != nil {
		t.Fatal(err)
	}
	putAll(t, m, 60, [2]string{"a", "in.2"})
	if !m.holds("a", mainName) || !m.holds("a", "in.2") {
		t.Error("what was there is gone, or its space is not free")
	}
}
