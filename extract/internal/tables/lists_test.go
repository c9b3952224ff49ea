package tables

import (
	"reflect"
	"testing"
)

// No list of any file is without words where its like has some, and none has a word
// twice or an empty one.
func TestLists(t *testing.T) {
	var walk func(at string, v reflect.Value)
	walk = func(at string, v reflect.Value) {
		switch v.Kind() {
		case reflect.Struct:
			for i := range v.NumField() {
				walk(at+"."+v.Type().Field(i).Name, v.Field(i))
			}
		case reflect.Map:
			for _, k := range v.MapKeys() {
				walk(at+"."+k.String(), v.MapIndex(k))
			}
		case reflect.Slice:
			seen := map[string]bool{}
			for i := range v.Len() {
				if e := v.Index(i); e.Kind() == reflect.String {
					if s := e.String(); s == "" || seen[s] {
						t.Errorf("%s: %q is empty, or stands twice", at, s)
					}
					seen[e.String()] = true
				} else {
					walk(at, e)
				}
			}
		}
	}
	walk("data", reflect.ValueOf(Builtin))
	for _, f := range []any{Builtin.Titles, Builtin.Lines, Builtin.Mail, Builtin.State, Builtin.Companies, Builtin.Words, Builtin.Genres, Builtin.Pasted} {
		for v, i := reflect.ValueOf(f), 0; i < v.NumField(); i++ {
			if v.Field(i).IsZero() {
				t.Errorf("%T: nothing under %s", f, v.Type().Field(i).Name)
			}
		}
	}
}
