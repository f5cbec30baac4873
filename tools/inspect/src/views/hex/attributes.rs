//! Attributes (JVMS §4.7). One that is damaged does not hinder what comes behind.

use super::walk::{Broken, Owner, Step, Walk};
use crate::text::decoded;

impl Walk<'_, '_, '_> {
    pub(super) fn attributes(&mut self, owner: Owner) -> Step {
        self.list("attributes", |walk, _| walk.attribute(owner))
    }

    fn attribute(&mut self, owner: Owner) -> Step {
        let name = self.index("attribute")?;
        let length = self.u32(|_, length| format!("{length} bytes"))?;
        let end = self.at.saturating_add(length as usize);
        // What is there of it is shown all the same.
        let broken = (end > self.end).then(|| {
            Broken(format!("only {} bytes are left of the attribute", self.end - self.at))
        });
        let end = end.min(self.end);
        let name = self.pool.utf8(name).unwrap_or_default();
        let (outer, depth) = (std::mem::replace(&mut self.end, end), self.depth);
        self.depth += 1;
        match self.content(name, owner) {
            Ok(()) if self.at < end => {
                self.problem(&format!("{} bytes too many in the attribute", end - self.at));
            }
            Ok(()) => {}
            Err(Broken(why)) => self.problem(&why),
        }
        self.depth = depth + 1;
        self.stretch(end, "(not read)");
        (self.end, self.depth) = (outer, depth);
        broken.map_or(Ok(()), Err)
    }

    fn content(&mut self, name: &[u8], owner: Owner) -> Step {
        match name {
            b"Code" if owner == Owner::Method => self.code(),
            b"ConstantValue" | b"Signature" | b"SourceFile" | b"NestHost" | b"ModuleMainClass"
            | b"ModuleTarget" => self.index("").map(drop),
            b"Exceptions" | b"NestMembers" | b"PermittedSubclasses" => {
                self.list("classes", |walk, _| walk.index("").map(drop))
            }
            b"ModulePackages" => self.list("packages", |walk, _| walk.index("").map(drop)),
            b"InnerClasses" => self.list("classes", |walk, _| {
                walk.index("inner class")?;
                walk.index("outer class")?;
                walk.index("name")?;
                walk.u16(|_, flags| format!("access flags {flags:#06x}")).map(drop)
            }),
            b"EnclosingMethod" => {
                self.index("class")?;
                self.index("method").map(drop)
            }
            b"LineNumberTable" => self.list("lines", |walk, _| {
                let bytes = walk.peek(4)?;
                let pc = u16::from_be_bytes([bytes[0], bytes[1]]);
                let line = u16::from_be_bytes([bytes[2], bytes[3]]);
                walk.take(4, &format!("from {pc} on line {line}")).map(drop)
            }),
            b"LocalVariableTable" | b"LocalVariableTypeTable" => {
                self.list("variables", |walk, _| {
                    walk.u16(|_, pc| format!("from {pc}"))?;
                    walk.u16(|_, length| format!("for {length} bytes"))?;
                    walk.index("name")?;
                    walk.index("type")?;
                    walk.u16(|_, slot| format!("in local {slot}")).map(drop)
                })
            }
            b"StackMapTable" => self.stack_map(),
            b"BootstrapMethods" => self.list("bootstrap methods", |walk, at| {
                walk.u16(|walk, index| format!("{at}: {}", walk.pool.show(index)))?;
                walk.list("arguments", |walk, _| walk.index("").map(drop))
            }),
            b"MethodParameters" => {
                let count = self.u8(|_, count| format!("{count} parameters"))?;
                self.items(count.into(), |walk, _| {
                    walk.index("name")?;
                    walk.u16(|_, flags| format!("access flags {flags:#06x}")).map(drop)
                })
            }
            b"Record" if owner == Owner::Class => self.list("components", |walk, _| {
                walk.index("name")?;
                walk.index("descriptor")?;
                walk.attributes(Owner::Component)
            }),
            b"Module" if owner == Owner::Class => self.module(),
            b"RuntimeVisibleAnnotations" | b"RuntimeInvisibleAnnotations" => {
                self.list("annotations", |walk, _| walk.annotation(0))
            }
            b"RuntimeVisibleParameterAnnotations" | b"RuntimeInvisibleParameterAnnotations" => {
                let count = self.u8(|_, count| format!("{count} parameters"))?;
                self.items(count.into(), |walk, _| {
                    walk.list("annotations", |walk, _| walk.annotation(0))
                })
            }
            b"RuntimeVisibleTypeAnnotations" | b"RuntimeInvisibleTypeAnnotations" => {
                self.list("annotations", |walk, _| walk.type_annotation())
            }
            b"AnnotationDefault" => self.element_value(0),
            _ => {
                let name = decoded(name).into_owned();
                self.stretch(self.end, &format!("content of {name}"));
                Ok(())
            }
        }
    }

    fn module(&mut self) -> Step {
        self.index("module")?;
        self.u16(|_, flags| format!("flags {flags:#06x}"))?;
        self.index("version")?;
        self.list("requires", |walk, _| {
            walk.index("module")?;
            walk.u16(|_, flags| format!("flags {flags:#06x}"))?;
            walk.index("version").map(drop)
        })?;
        for what in ["exports", "opens"] {
            self.list(what, |walk, _| {
                walk.index("package")?;
                walk.u16(|_, flags| format!("flags {flags:#06x}"))?;
                walk.list("modules", |walk, _| walk.index("to").map(drop))
            })?;
        }
        self.list("uses", |walk, _| walk.index("service").map(drop))?;
        self.list("provides", |walk, _| {
            walk.index("service")?;
            walk.list("implementations", |walk, _| walk.index("with").map(drop))
        })
    }
}
