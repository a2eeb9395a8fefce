use super::*;

/// The forms of a text, a word a line: `whole ~suffix +part`.
fn shown(text: &str) -> Vec<String> {
    words(text)
        .map(|word| {
            let forms: Vec<String> = word
                .forms
                .iter()
                .map(|form| {
                    let sign = match form.kind {
                        Kind::Whole => "",
                        Kind::Suffix => "~",
                        Kind::Part => "+",
                    };
                    format!("{sign}{}", form.text)
                })
                .collect();
            forms.join(" ")
        })
        .collect()
}

#[test]
fn identifiers_have_all_their_names() {
    let table = [
        ("error", "error"),
        ("RateLimitError", "ratelimiterror ~limiterror +rate +limit +error"),
        (
            "litellm.RateLimitError",
            "litellm.ratelimiterror ~ratelimiterror ~limiterror +litellm +rate +limit +error",
        ),
        (
            "torch.cuda.OutOfMemoryError",
            "torch.cuda.outofmemoryerror ~outofmemoryerror ~cuda.outofmemoryerror \
             ~ofmemoryerror ~memoryerror +torch +cuda +out +of +memory +error",
        ),
        (
            "CUDA_ERROR_OUT_OF_MEMORY",
            "cudaerroroutofmemory ~erroroutofmemory ~outofmemory ~ofmemory \
             +cuda +error +out +of +memory",
        ),
        ("OUT_OF_MEMORY", "outofmemory ~ofmemory +out +of +memory"),
        (
            "context_length_exceeded",
            "contextlengthexceeded ~lengthexceeded +context +length +exceeded",
        ),
        ("E0502", "e0502"),
        ("gpt-4o", "gpt4o +gpt +4o"),
        ("gpt-4-32k", "gpt4-32k ~4-32k +gpt +4 +32k"),
        ("429", "429"),
        ("HTTPError", "httperror +http +error"),
        ("APIs", "apis"),
        ("HTTPStatus2Code", "httpstatus2code ~status2code +http +status2 +code"),
        ("std::io::Error", "std::io::error +error ~io::error +std +io"),
        ("proxy/utils.py", "proxy/utils.py +py ~utils.py +proxy +utils"),
        ("1.74.3", "1.74.3"),
        ("2026-11-20", "2026-11-20"),
        ("__init__", "init"),
        ("foo__bar", "foobar +foo +bar"),
        ("auth/user_key.py", "auth/userkey.py +py ~userkey.py ~userkey +auth +user +key"),
    ];
    for (text, expected) in table {
        assert_eq!(shown(text), [expected], "{text:?}");
    }
}

#[test]
fn texts_are_cut_into_words() {
    let table: [(&str, &[&str]); 12] = [
        ("", &[]),
        ("... -- :: _ '", &[]),
        ("error[E0502]: cannot borrow", &["error", "e0502", "cannot", "borrow"]),
        ("Rate limit.", &["rate", "limit"]),
        ("to be or not to be", &["to", "be", "or", "not", "to", "be"]),
        ("can't 'quoted'", &["cant", "quoted"]),
        ("Fähigkeit naïve ﬁne Straße", &["fahigkeit", "naive", "fine", "strasse"]),
        ("cafe\u{301}s", &["cafes"]),
        ("ＡＢＣ１", &["abc1"]),
        ("请求超时", &["请求", "求超", "超时"]),
        ("错 429错误", &["错", "429", "错误"]),
        ("key=\"a:b\" {model}", &["key", "a", "b", "model"]),
    ];
    for (text, expected) in table {
        assert_eq!(shown(text), expected, "{text:?}");
    }
}

#[test]
fn forms_know_where_they_stand() {
    let text = "see litellm.RateLimitError, naïve";
    for word in words(text) {
        for form in word.forms {
            let there = text.get(form.range).map(normalise);
            assert_eq!(there, Some(form.text));
        }
    }
}

#[test]
fn what_nobody_types_is_left_out() {
    let key = "sk-".to_owned() + &"aB3".repeat(200);
    let forms: Vec<Form> = words(&key).flat_map(|word| word.forms).collect();
    assert!(forms.iter().all(|form| form.text.len() <= MAX_FORM_BYTES), "{forms:?}");
    assert!(forms.len() <= MAX_PARTS + 2 * MAX_SUFFIXES + 1, "{}", forms.len());
    let hash = "a".repeat(MAX_FORM_BYTES + 1);
    assert_eq!(words(&hash).count(), 0);
}
