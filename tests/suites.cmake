# Every test beside the unit tests: the structure's checks, data-driven suites, whole programs. Slow ones are labelled so.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
set(TESTS ${CMAKE_CURRENT_SOURCE_DIR})
set(INDEXER $<TARGET_FILE:backfile-indexer>)
set(SERVER $<TARGET_FILE:backfile-server>)

foreach(check layers sizes names readers)
  add_test(NAME checks/${check} COMMAND ${Python3_EXECUTABLE} ${TESTS}/checks/${check}.py ${CMAKE_SOURCE_DIR})
endforeach()
add_test(NAME checks/format COMMAND ${TESTS}/checks/format.sh ${CMAKE_SOURCE_DIR})

add_test(NAME cli/commands COMMAND ${Python3_EXECUTABLE} ${TESTS}/cli/run.py ${INDEXER} ${SERVER})
add_test(NAME cli/crash COMMAND ${Python3_EXECUTABLE} ${TESTS}/cli/crash_test.py ${INDEXER} --rounds 12)
add_test(NAME cli/lifecycle_crash COMMAND ${Python3_EXECUTABLE} ${TESTS}/cli/lifecycle_crash_test.py ${INDEXER} --rounds 12)
add_test(NAME cli/watch COMMAND ${Python3_EXECUTABLE} ${TESTS}/cli/watch_test.py ${INDEXER})
add_test(NAME api/cases COMMAND ${Python3_EXECUTABLE} ${TESTS}/api/run.py ${INDEXER} ${SERVER})
add_test(NAME api/hostile COMMAND ${Python3_EXECUTABLE} ${TESTS}/api/hostile.py ${INDEXER} ${SERVER})

# Serial: a browser and three servers with sanitizers want both cores.
add_test(NAME browser/pages COMMAND ${TESTS}/browser/run.sh ${INDEXER} ${SERVER} ${CMAKE_BINARY_DIR}/browser)
set_tests_properties(browser/pages PROPERTIES TIMEOUT 900 RUN_SERIAL ON SKIP_RETURN_CODE 77)

add_test(NAME docker/image COMMAND ${TESTS}/docker/image_test.sh ${CMAKE_SOURCE_DIR})
set_tests_properties(docker/image PROPERTIES LABELS slow SKIP_RETURN_CODE 77 TIMEOUT 2400 RUN_SERIAL ON)
