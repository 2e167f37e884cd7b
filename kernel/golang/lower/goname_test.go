package lower

import "testing"

func TestGoName(t *testing.T) {
	for _, tt := range []struct{ lowered, want string }{
		{"main.at_1", "at"},
		{"at_12", "at"},
		{"main.my_func_2", "my_func"},
		{"main.at_1.func", "at.func"},
		{"main.at_1.func.func", "at.func"},
		{"main._cell_2", ""},
		{"main._cell_2.func", "func"},
		{"main._Station_Ask_1", "Station.Ask"},
		{"main._Station_Ask_1.func", "Station.Ask.func"},
		{"main._My_Type_Do_3", "My_Type.Do"},
		{"main.clean_4_recovers", "clean"},
		{"main._d12", ""},
		{"main._bound3.func", "func"},
		{"main._Gen_int", "Gen.int"}, // an instance; its declaration tells more
		{"main.Größe_1", "Größe"},
		{"", ""},
		{"_", ""},
		{"_1", ""},
	} {
		if got := GoName(tt.lowered); got != tt.want {
			t.Errorf("GoName(%q) = %q, want %q", tt.lowered, got, tt.want)
		}
	}
}
