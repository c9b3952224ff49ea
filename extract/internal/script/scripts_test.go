package script

import (
	"encoding/json"
	"strings"
	"testing"

	"rolecall/extract/internal/dom"
)

// FuzzState feeds scripts to the readers of state, which must neither fail nor
// take what is written in a few bytes for gigabytes.
func FuzzState(f *testing.F) {
	f.Add("", `window.x={a:'b',"c":[1,-2,!0,void 0,new Date(1)],d:"\u{1F600}\x41"}`)
	f.Add(`id="__NUXT_DATA__"`, `[["Reactive",1],{"description":2,"a":3},"x",[1,2]]`)
	f.Add("", `window.__NUXT__=(function(a,b){return {description:a,c:[b]}}("x",{}))`)
	f.Add("", `self.__next_f.push([1,"1:{\"description\":\"$2\"}\n2:T3,abc3:[1]\n"])`)
	f.Add("", `x.streamController.enqueue("[{\"_1\":2},\"description\",[\"P\",2]]\nP2:[1]\n")`)
	f.Add("", `description=JSON.parse(decodeURIComponent("%7B%22a%22%3A1%7D"))`)
	pad := strings.Repeat(" ", minAssigned) // what is shorter is passed over
	f.Fuzz(func(t *testing.T, attrs, body string) {
		scripts := []dom.Script{{Attrs: attrs, Body: []byte(body + pad)}}
		values := append(Values(scripts[0]), NextJSValues(scripts)...)
		for _, v := range append(values, ReactRouterValues(scripts)...) {
			if b, err := json.Marshal(v); err != nil || len(b) > 8*MaxBytes {
				t.Errorf("%d bytes from %d: %v", len(b), len(body), err)
			}
		}
	})
}
