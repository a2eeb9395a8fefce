//! The few functions of `hs.h` that are needed, and what keeps their use sound. Everything unsafe
//! of this package is here.
#![expect(unsafe_code, reason = "a C library is called")]

use std::ffi::{CStr, CString, c_char, c_int, c_uint, c_ulonglong, c_void};
use std::ptr;

use anyhow::{Result, bail};

/// `hs_database_t`, of which only pointers exist here.
#[repr(C)]
struct HsDatabase {
    _private: [u8; 0],
}

/// `hs_scratch_t`, of which only pointers exist here.
#[repr(C)]
struct HsScratch {
    _private: [u8; 0],
}

/// `hs_compile_error_t`
#[repr(C)]
struct HsCompileError {
    message: *mut c_char,
    expression: c_int,
}

/// `match_event_handler`: id, from, to, flags, context; anything but 0 ends the scan.
type OnMatch = extern "C" fn(c_uint, c_ulonglong, c_ulonglong, c_uint, *mut c_void) -> c_int;

const HS_SUCCESS: c_int = 0;
const HS_MODE_BLOCK: c_uint = 1;

#[link(name = "hs")]
unsafe extern "C" {
    fn hs_version() -> *const c_char;
    fn hs_compile_multi(
        expressions: *const *const c_char,
        flags: *const c_uint,
        ids: *const c_uint,
        elements: c_uint,
        mode: c_uint,
        platform: *const c_void,
        database: *mut *mut HsDatabase,
        error: *mut *mut HsCompileError,
    ) -> c_int;
    fn hs_compile_lit_multi(
        expressions: *const *const c_char,
        flags: *const c_uint,
        ids: *const c_uint,
        lengths: *const usize,
        elements: c_uint,
        mode: c_uint,
        platform: *const c_void,
        database: *mut *mut HsDatabase,
        error: *mut *mut HsCompileError,
    ) -> c_int;
    fn hs_free_compile_error(error: *mut HsCompileError) -> c_int;
    fn hs_free_database(database: *mut HsDatabase) -> c_int;
    fn hs_alloc_scratch(database: *const HsDatabase, scratch: *mut *mut HsScratch) -> c_int;
    fn hs_free_scratch(scratch: *mut HsScratch) -> c_int;
    fn hs_scan(
        database: *const HsDatabase,
        data: *const c_char,
        length: c_uint,
        flags: c_uint,
        scratch: *mut HsScratch,
        on_match: OnMatch,
        context: *mut c_void,
    ) -> c_int;
}

/// What the library says of itself.
pub(crate) fn version() -> String {
    // SAFETY: The function takes nothing and gives a string that is never freed.
    let version = unsafe { CStr::from_ptr(hs_version()) };
    version.to_string_lossy().into_owned()
}

/// A compiled database with its scratch space. Both are freed with it, and used by nobody else.
pub(super) struct Database {
    database: *mut HsDatabase,
    scratch: *mut HsScratch,
}

impl Database {
    /// Compiles regular expressions for block mode; a match's id is the place of its expression.
    pub(super) fn of_regexes(sources: &[CString]) -> Result<Self> {
        let pointers: Vec<_> = sources.iter().map(|source| source.as_ptr()).collect();
        let ids: Vec<c_uint> = (0..).take(sources.len()).collect();
        let (mut database, mut error) = (ptr::null_mut(), ptr::null_mut());
        // SAFETY: The lists have as many elements as is said and outlive the call, each source
        // ends with NUL, no flags mean none, and no platform means this one. Both results are
        // written before they are read.
        let code = unsafe {
            hs_compile_multi(
                pointers.as_ptr(),
                ptr::null(),
                ids.as_ptr(),
                c_uint::try_from(pointers.len())?,
                HS_MODE_BLOCK,
                ptr::null(),
                &raw mut database,
                &raw mut error,
            )
        };
        Self::finish(code, database, error)
    }

    /// Compiles literals for block mode; a match's id is the place of its literal.
    pub(super) fn of_literals(literals: &[String]) -> Result<Self> {
        let pointers: Vec<_> =
            literals.iter().map(|literal| literal.as_ptr().cast::<c_char>()).collect();
        let lengths: Vec<_> = literals.iter().map(String::len).collect();
        let flags: Vec<c_uint> = vec![0; literals.len()];
        let ids: Vec<c_uint> = (0..).take(literals.len()).collect();
        let (mut database, mut error) = (ptr::null_mut(), ptr::null_mut());
        // SAFETY: All four lists have as many elements as is said and outlive the call; literals
        // need no NUL, because their lengths are given. Both results are written before they are
        // read.
        let code = unsafe {
            hs_compile_lit_multi(
                pointers.as_ptr(),
                flags.as_ptr(),
                ids.as_ptr(),
                lengths.as_ptr(),
                c_uint::try_from(pointers.len())?,
                HS_MODE_BLOCK,
                ptr::null(),
                &raw mut database,
                &raw mut error,
            )
        };
        Self::finish(code, database, error)
    }

    fn finish(code: c_int, database: *mut HsDatabase, error: *mut HsCompileError) -> Result<Self> {
        if code != HS_SUCCESS {
            bail!("it does not compile: {}", said(error));
        }
        // From here on, dropping frees what there is.
        let mut compiled = Self { database, scratch: ptr::null_mut() };
        // SAFETY: The database was compiled without an error, and a null scratch asks for a new
        // one.
        let code = unsafe { hs_alloc_scratch(compiled.database, &raw mut compiled.scratch) };
        if code != HS_SUCCESS {
            bail!("there is no room to scan in (code {code})");
        }
        Ok(compiled)
    }

    /// Finds everything and calls `found` with the end of each match. Gives the library's code,
    /// which is 0 when all was scanned.
    pub(super) fn scan(&mut self, text: &[u8], found: &mut dyn FnMut(usize)) -> c_int {
        let Ok(length) = c_uint::try_from(text.len()) else {
            return -1;
        };
        let mut found: &mut dyn FnMut(usize) = found;
        // SAFETY: Database and scratch belong together and, by `&mut self`, to this call alone. The
        // text has as many bytes as is said. `on_match` gets back what is given here as context, a
        // pointer to `found`, and only until the call returns.
        unsafe {
            hs_scan(
                self.database,
                text.as_ptr().cast(),
                length,
                0,
                self.scratch,
                on_match,
                (&raw mut found).cast(),
            )
        }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        // SAFETY: Both came from the library and are freed once; null is allowed.
        unsafe {
            hs_free_scratch(self.scratch);
            hs_free_database(self.database);
        }
    }
}

extern "C" fn on_match(
    _id: c_uint,
    _from: c_ulonglong,
    to: c_ulonglong,
    _flags: c_uint,
    context: *mut c_void,
) -> c_int {
    // SAFETY: `Database::scan` passed a pointer to such a closure, which lives until the scan ends
    // and which nobody else uses meanwhile.
    let found = unsafe { &mut *context.cast::<&mut dyn FnMut(usize)>() };
    found(to as usize);
    0
}

/// What a compile error says; frees it.
fn said(error: *mut HsCompileError) -> String {
    // SAFETY: The pointer is null or came from a compile function, which then set the message to a
    // string. It is freed here, once, after the last use.
    unsafe {
        let Some(what) = error.as_ref() else {
            return "no reason was given".to_owned();
        };
        let message = CStr::from_ptr(what.message).to_string_lossy().into_owned();
        let said = format!("{message} (expression {})", what.expression);
        hs_free_compile_error(error);
        said
    }
}
