//! A JDK whose image of classes ends too early is refused at the start.

use std::fs::{self, File};
use std::io::Read;
use std::process::Command;

use archive::jdk_home::Jdk;

#[test]
fn a_truncated_image_is_refused() {
    let jdk = Jdk::find(None, |name| std::env::var_os(name)).expect("this test needs a JDK");
    let home = std::env::temp_dir().join(format!("peaberry-image-{}", std::process::id()));
    fs::create_dir_all(home.join("lib")).expect("the directory of temporary files is writable");
    fs::copy(jdk.home.join("release"), home.join("release")).expect("a file of the JDK");
    let mut start = Vec::new();
    let image = File::open(jdk.image()).expect("the image of the JDK");
    image.take(1 << 20).read_to_end(&mut start).expect("the image of the JDK");
    for length in [0, 4, 28, 5000, start.len()] {
        fs::write(home.join("lib/modules"), &start[..length]).expect("our directory");
        let output = Command::new(env!("CARGO_BIN_EXE_peaberry"))
            .arg(format!("--jdk={}", home.display()))
            .arg("-version")
            .output()
            .expect("the virtual machine");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(output.status.code(), Some(1), "{length}: {text}");
        assert!(text.starts_with("Error occurred during initialization of VM\n"), "{text}");
    }
    fs::remove_dir_all(&home).expect("our directory");
}
