// A JSON parser and printer over random documents.
import java.util.*;

public class Json {
    static Object parse(String s) {
        int[] at = {0};
        Object v = value(s, at);
        skip(s, at);
        if (at[0] != s.length()) {
            throw new IllegalArgumentException("trailing at " + at[0]);
        }
        return v;
    }

    static void skip(String s, int[] at) {
        while (at[0] < s.length() && Character.isWhitespace(s.charAt(at[0]))) {
            at[0]++;
        }
    }

    static Object value(String s, int[] at) {
        skip(s, at);
        if (at[0] >= s.length()) {
            throw new IllegalArgumentException("end");
        }
        char c = s.charAt(at[0]);
        if (c == '{') {
            Map<String, Object> m = new LinkedHashMap<>();
            at[0]++;
            skip(s, at);
            if (s.charAt(at[0]) == '}') {
                at[0]++;
                return m;
            }
            do {
                skip(s, at);
                String k = (String) value(s, at);
                skip(s, at);
                if (s.charAt(at[0]++) != ':') {
                    throw new IllegalArgumentException("colon at " + at[0]);
                }
                m.put(k, value(s, at));
                skip(s, at);
            } while (s.charAt(at[0]++) == ',');
            return m;
        } else if (c == '[') {
            List<Object> l = new ArrayList<>();
            at[0]++;
            skip(s, at);
            if (s.charAt(at[0]) == ']') {
                at[0]++;
                return l;
            }
            do {
                l.add(value(s, at));
                skip(s, at);
            } while (s.charAt(at[0]++) == ',');
            return l;
        } else if (c == '"') {
            StringBuilder b = new StringBuilder();
            for (at[0]++; s.charAt(at[0]) != '"'; at[0]++) {
                char d = s.charAt(at[0]);
                if (d == '\\') {
                    d = s.charAt(++at[0]);
                    switch (d) {
                        case 'n': d = '\n'; break;
                        case 't': d = '\t'; break;
                        case 'u': d = (char) Integer.parseInt(s.substring(at[0] + 1, at[0] + 5), 16); at[0] += 4; break;
                        default:
                    }
                }
                b.append(d);
            }
            at[0]++;
            return b.toString();
        }
        int start = at[0];
        while (at[0] < s.length() && ",]} \n".indexOf(s.charAt(at[0])) < 0) {
            at[0]++;
        }
        String word = s.substring(start, at[0]);
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            case "null" -> null;
            default -> word.contains(".") || word.contains("e") ? (Object) Double.valueOf(word) : (Object) Long.valueOf(word);
        };
    }

    static String print(Object o) {
        if (o instanceof Map<?, ?> m) {
            StringJoiner j = new StringJoiner(",", "{", "}");
            m.forEach((k, v) -> j.add(print(k) + ":" + print(v)));
            return j.toString();
        } else if (o instanceof List<?> l) {
            StringJoiner j = new StringJoiner(",", "[", "]");
            l.forEach(v -> j.add(print(v)));
            return j.toString();
        } else if (o instanceof String s) {
            StringBuilder b = new StringBuilder("\"");
            for (char c : s.toCharArray()) {
                b.append(c == '"' || c == '\\' ? "\\" + c : c == '\n' ? "\\n" : c < 32 || c > 126 ? String.format("\\u%04x", (int) c) : "" + c);
            }
            return b.append('"').toString();
        }
        return String.valueOf(o);
    }

    static Object random(Random r, int depth) {
        switch (r.nextInt(depth > 0 ? 7 : 5)) {
            case 0: return r.nextLong();
            case 1: return r.nextDouble() * 1000;
            case 2: return r.nextBoolean();
            case 3: return null;
            case 4: return "s\"\\\n\u20ac" + r.nextInt(100);
            case 5:
                List<Object> l = new ArrayList<>();
                for (int i = r.nextInt(5); i > 0; i--) {
                    l.add(random(r, depth - 1));
                }
                return l;
            default:
                Map<String, Object> m = new LinkedHashMap<>();
                for (int i = r.nextInt(5); i > 0; i--) {
                    m.put("k" + r.nextInt(50), random(r, depth - 1));
                }
                return m;
        }
    }

    public static void main(String[] args) {
        System.out.println(print(parse(" { \"a\" : [1, -2.5e3, true, null, \"x\\u0041\\n\"], \"b\": {} , \"c\":[[]]}")));
        Random r = new Random(77);
        int hash = 0;
        for (int i = 0; i < 150; i++) {
            Object o = random(r, 5);
            String s = print(o);
            if (!Objects.equals(parse(s), o) || !print(parse(s)).equals(s)) {
                System.out.println("differs " + s);
            }
            hash = hash * 31 + s.hashCode();
        }
        System.out.println(hash);
        for (String bad : new String[] {"", "[1", "{\"a\" 1}", "[1] 2", "nope", "\"abc"}) {
            try {
                System.out.println(parse(bad));
            } catch (RuntimeException e) {
                System.out.println(e.getClass().getSimpleName() + " " + e.getMessage());
            }
        }
    }
}
